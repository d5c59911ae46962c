"""The pages of results: the public's, and those of a round's staff and chair."""

from results.views.appeals import (
    appeal,
    appeal_add,
    appeal_file,
    appeal_grant,
    appeal_new,
    appeal_reject,
)
from results.views.archive import archive, archive_key
from results.views.calendars import area_calendar, round_calendar, season_calendar
from results.views.ceremony import ceremony
from results.views.certificate_files import (
    ask_for_file,
    certificate_paper,
    certificates_pdf,
    certificates_zip,
)
from results.views.certificates import (
    cancel_certificate,
    certificate,
    certificate_preview,
    certificates,
    correct_certificate,
    issue_certificates,
    own_certificates,
)
from results.views.explaining import certainty, why
from results.views.feeds import area_feed, category_feed, feed, season_feed
from results.views.files import ledger_csv, rules_json
from results.views.library import (
    item,
    item_file,
    library,
    reading_list,
    reading_list_paper,
)
from results.views.library_acts import (
    agree_to_show,
    item_tags,
    keep,
    put_to_use,
    retire_tag,
    tags,
    take_use_back,
)
from results.views.library_names import (
    ask_for_name_off,
    name_request,
    name_requests,
    names,
    put_name_back,
)
from results.views.papers import announcement, summary
from results.views.past import (
    drop_past_import,
    past_import,
    past_season,
    past_seasons,
    past_template,
)
from results.views.public import area, category, result, search, season, seasons
from results.views.publication import keep_left, publish, send_up_next, withdraw
from results.views.rounds import round_page
from results.views.sealing import (
    approve,
    close_empty,
    enter_ranks,
    refuse,
    seal,
    seal_unopposed,
)
from results.views.sharing import picture, site_picture
from results.views.tables import ranking_table
from results.views.verifying import verify, verify_certificate

__all__ = [
    "agree_to_show",
    "announcement",
    "appeal",
    "appeal_add",
    "appeal_file",
    "appeal_grant",
    "appeal_new",
    "appeal_reject",
    "approve",
    "archive",
    "archive_key",
    "area",
    "area_calendar",
    "area_feed",
    "ask_for_file",
    "ask_for_name_off",
    "cancel_certificate",
    "category",
    "category_feed",
    "ceremony",
    "certainty",
    "certificate",
    "certificate_paper",
    "certificate_preview",
    "certificates",
    "certificates_pdf",
    "certificates_zip",
    "close_empty",
    "correct_certificate",
    "drop_past_import",
    "enter_ranks",
    "feed",
    "issue_certificates",
    "item",
    "item_file",
    "item_tags",
    "keep",
    "keep_left",
    "ledger_csv",
    "library",
    "name_request",
    "name_requests",
    "names",
    "own_certificates",
    "past_import",
    "past_season",
    "past_seasons",
    "past_template",
    "picture",
    "publish",
    "put_name_back",
    "put_to_use",
    "ranking_table",
    "reading_list",
    "reading_list_paper",
    "refuse",
    "result",
    "retire_tag",
    "round_calendar",
    "round_page",
    "rules_json",
    "seal",
    "seal_unopposed",
    "search",
    "season",
    "season_calendar",
    "season_feed",
    "seasons",
    "send_up_next",
    "site_picture",
    "summary",
    "tags",
    "take_use_back",
    "verify",
    "verify_certificate",
    "why",
    "withdraw",
]
