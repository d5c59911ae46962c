"""The orders issued so far keep the names that are theirs today."""

from django.db import migrations

STAGES = {
    "district": "ระดับอำเภอ",
    "province": "ระดับจังหวัด",
    "region": "ระดับเขตตรวจราชการ",
    "department": "ระดับประเทศ",
}


def area_of(office):
    return {
        "district": f" อำเภอ{office.name_th}",
        "province": f" จังหวัด{office.name_th}",
        "region": f" {office.title_th}",
    }.get(office.level, "")


def name(apps, schema_editor):
    orders = apps.get_model("judging", "AppointmentOrder").objects
    for order in orders.filter(issued_at__isnull=False).select_related(
        "round__stage__category__season", "round__office"
    ):
        stage, office = order.round.stage, order.round.office
        category = stage.category
        order.subject = (
            f"แต่งตั้งคณะกรรมการตัดสิน{category.season.name_th} {category.name_th} "
            f"{STAGES[stage.level]}{area_of(office)}"
        )
        order.office_title = office.title_th
        order.save(update_fields=["subject", "office_title"])


def forget(apps, schema_editor):
    orders = apps.get_model("judging", "AppointmentOrder").objects
    orders.update(subject="", office_title="")


class Migration(migrations.Migration):
    dependencies = [("judging", "0014_order_keeps_its_names")]

    operations = [migrations.RunPython(name, forget)]
