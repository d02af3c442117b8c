"""Checks the DKIM signature of a mail as dkimpy does: verify_dkim.py MAIL.eml PUBLIC-KEY-RECORD. Prints "valid" or "invalid"."""
import sys
import dkim

with open(sys.argv[1], "rb") as file:
    mail = file.read()
print("valid" if dkim.verify(mail, dnsfunc=lambda name, timeout=5: sys.argv[2].encode()) else "invalid")
