"""Reads mails as Python's own parser does and prints them as one JSON list: read_mail.py FILE..."""
import email, email.policy, email.utils, json, sys

mails = []
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        raw = file.read()
    mail = email.message_from_string(raw.decode(), policy=email.policy.default)
    parts = [part for part in mail.walk() if not part.is_multipart()]
    mails.append({
        "file": name,
        "headers": {key.lower(): str(value) for key, value in mail.items()},
        "from": [mail["from"].addresses[0].display_name, mail["from"].addresses[0].addr_spec],
        "to": [mail["to"].addresses[0].display_name, mail["to"].addresses[0].addr_spec],
        "date": email.utils.parsedate_to_datetime(mail["date"]).isoformat(),
        "type": mail.get_content_type(),
        "parts": {part.get_content_type(): part.get_content() for part in parts if part.get_content_maintype() == "text"},
        "encodings": [part["content-transfer-encoding"] for part in parts],
        "defects": [repr(defect) for part in mail.walk() for defect in part.defects],
        "longestLine": max(len(line) for line in raw.split(b"\r\n")),
        "isAscii": raw.isascii(),
    })
json.dump(mails, sys.stdout)
