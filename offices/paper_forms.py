"""What people set about their office's papers: its letterhead, and who signs.

A file that was typed over stays as it was where another field is refused: browsers give
no file twice, so the page says which were taken and which are to be chosen again.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from offices.models import Letterhead, Signer
from ui.fonts import LacksThai, NotAFont, family_of
from ui.forms import helper
from ui.pictures import LARGEST, NotAPicture, TooManyPixels, drawn_anew

MEGABYTE = 1024 * 1024
FONT_TYPES = (".ttf", ".otf")


class SmallFile(forms.FileField):
    """A file of a few megabytes at most."""

    default_error_messages = {
        "large": _("The file has %(size)d MB; it may have up to %(limit)d."),
    }

    def __init__(self, *, megabytes=5, accept, **kwargs):
        widget = forms.FileInput({"accept": accept})
        super().__init__(required=False, widget=widget, **kwargs)
        self.megabytes = megabytes

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > self.megabytes * MEGABYTE:
            raise ValidationError(
                self.error_messages["large"],
                code="large",
                params={"size": -(-file.size // MEGABYTE), "limit": self.megabytes},
            )
        return self.read(file)

    def read(self, file):
        return file.read()


class PictureField(SmallFile):
    """A picture; gives what it is drawn anew as, and its suffix."""

    default_error_messages = {
        "not_a_picture": _("This is no whole picture. Choose a PNG, JPEG or WebP."),
        "pixels": _("The picture has more than %(limit)d megapixels. Make it smaller."),
    }

    def __init__(self, *, longest, as_photograph=False, **kwargs):
        super().__init__(accept="image/png,image/jpeg,image/webp", **kwargs)
        self.longest, self.as_photograph = longest, as_photograph

    def read(self, file):
        try:
            return drawn_anew(file, self.longest, as_photograph=self.as_photograph)
        except NotAPicture:
            raise self.refusal("not_a_picture") from None
        except TooManyPixels:
            raise self.refusal("pixels", limit=LARGEST // 1_000_000) from None

    def refusal(self, code, **params):
        return ValidationError(self.error_messages[code], code=code, params=params)


def tick(label):
    return forms.BooleanField(label=label, required=False)


class LetterheadForm(forms.ModelForm):
    """The office's letterhead. A file is replaced by another, or taken off by a tick.

    `changes()` gives the columns; what is to be kept of the files, `keep` keeps.
    """

    emblem = PictureField(
        label=_("Emblem"),
        longest=1200,
        help_text=_(
            "A PNG with a clear background looks best. It is printed 3 cm high. Use "
            "an emblem that your office may use."
        ),
    )
    certificate_background = PictureField(
        label=_("Background of certificates"),
        longest=2500,
        as_photograph=True,
        help_text=_("A4 landscape. It fills the page, and the words stand on it."),
    )
    font = SmallFile(
        label=_("Official font"),
        accept=",".join(FONT_TYPES),
        help_text=_("A TTF or OTF file, such as TH SarabunPSK. Without it: Sarabun."),
    )
    bold_font = SmallFile(
        label=_("Official font, bold"),
        accept=",".join(FONT_TYPES),
        help_text=_("The bold of the same font, for headings."),
    )
    no_emblem = tick(_("Take the emblem off"))
    no_certificate_background = tick(_("Take the background off"))
    no_font = tick(_("Go back to Sarabun"))

    class Meta:
        model = Letterhead
        fields = ("address", "number_prefix")
        widgets = {"address": forms.Textarea({"rows": 3})}
        help_texts = {
            "address": _("In Thai, as it stands on your letters; up to three lines."),
            "number_prefix": _("Such as ศก ๐๐๑๙/; papers number on after it."),
        }

    field_order = (
        "address",
        "number_prefix",
        "emblem",
        "no_emblem",
        "certificate_background",
        "no_certificate_background",
        "font",
        "bold_font",
        "no_font",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()
        for name in ("emblem", "certificate_background", "font"):
            if not getattr(self.instance, name):
                del self.fields[f"no_{name}"]

    def clean(self):
        data = super().clean()
        font, bold = data.get("font"), data.get("bold_font")
        if bold and not font:
            self.add_error("bold_font", _("Choose the font itself too, above."))
        elif font:
            self.check_font(*filter(None, (font, bold)))
        return data

    def check_font(self, *fonts):
        try:
            self.family = family_of(*fonts)
        except NotAFont:
            self.add_error(
                "font",
                ValidationError(
                    _("This is no font, or the two are not of one family."),
                    code="not_a_font",
                ),
            )
        except LacksThai:
            refusal = _("The font lacks Thai letters, digits or signs.")
            self.add_error("font", ValidationError(refusal, code="no_thai"))

    def changes(self, keep):
        """Return the columns that change; `keep(content, suffix)` keeps a file."""
        data = self.cleaned_data
        columns = {name: data[name] for name in ("address", "number_prefix")}
        for name in ("emblem", "certificate_background"):
            if data[name]:
                columns[name] = keep(*data[name])
            elif data.get(f"no_{name}"):
                columns[name] = ""
        if data["font"]:
            bold = data["bold_font"]
            columns["font"] = keep(data["font"], ".otf")
            columns["bold_font"] = keep(bold, ".otf") if bold else ""
            columns["font_family"] = self.family
        elif data.get("no_font"):
            columns |= {"font": "", "bold_font": "", "font_family": ""}
        return columns


class SignerForm(forms.ModelForm):
    """Somebody who signs papers."""

    signature = PictureField(
        label=_("Picture of the signature"),
        longest=1200,
        help_text=_(
            "Only if it is to stand on papers that everybody can open. Without it "
            "there is room to sign by hand."
        ),
    )
    no_signature = tick(_("Take the signature off"))

    class Meta:
        model = Signer
        fields = ("name", "position", "acting", "acts_for", "signs_first")
        help_texts = {
            "name": _("As it stands in brackets, in Thai: นายสมชาย ใจดี."),
            "signs_first": _("There is one of them at an office."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()
        self.fields["acting"].choices = [
            ("", _("not acting: holds the position")),
            *Signer.Acting.choices,
        ]
        if not self.instance.signature:
            del self.fields["no_signature"]

    def validate_constraints(self):
        """Leave whose turn it is first to the action, which lets the other go."""
        first, self.instance.signs_first = self.instance.signs_first, False
        super().validate_constraints()
        self.instance.signs_first = first

    def changes(self, keep):
        data = self.cleaned_data
        columns = {name: data[name] for name in self.Meta.fields}
        if data["signature"]:
            columns["signature"] = keep(*data["signature"])
        elif data.get("no_signature"):
            columns["signature"] = ""
        return columns
