"""The calendar and the CSV of one timeline, read by icalendar and csv: the same items.

python calendar_check.py TIMELINE.ics TIMELINE.csv
"""

import csv
import datetime
import sys

import icalendar

with open(sys.argv[1], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
with open(sys.argv[2], encoding="utf-8", newline="") as file:
    rows = {row["id"]: row for row in csv.DictReader(file)}


def plain(cell):
    """A guarded field without its apostrophe."""
    return cell[1:] if cell.startswith("'") else cell


assert calendar["VERSION"] == "2.0" and calendar["PRODID"], calendar
assert not calendar.errors, calendar.errors
events = calendar.walk("VEVENT")
day = {key for key, row in rows.items() if row["date_precision"] in ("day", "week")}
assert {str(e["UID"]).removesuffix("@stakeout") for e in events} == day, "the same items"
for event in events:
    row = rows[str(event["UID"]).removesuffix("@stakeout")]
    assert not event.errors, event.errors
    first = datetime.date.fromisoformat(row["first_day"])
    last = datetime.date.fromisoformat(row["last_day"])
    assert event["DTSTART"].dt == first, (event, row)
    assert event["DTEND"].dt == last + datetime.timedelta(days=1), (event, row)
    assert event["DTSTAMP"].dt.tzinfo is not None
    sentence = plain(row["sentence"]).replace("\r\n", "\n").replace("\r", "\n")
    assert str(event["DESCRIPTION"]).startswith(sentence), (event["DESCRIPTION"], sentence)
    if row["relation"]:
        assert plain(row["subject"]) in str(event["SUMMARY"]), event["SUMMARY"]
for row in rows.values():
    assert row["Year"] == str(int(row["first_day"][:4])), row
    if row["date_precision"] == "day":
        assert (int(row["Month"]), int(row["Day"])) == tuple(map(int, row["first_day"].split("-")[1:]))
    if row["date_precision"] in ("month", "year"):
        assert not row["Day"] and not row["End Year"], row
print(f"calendar: ok ({len(events)} events, {len(rows)} rows)")
