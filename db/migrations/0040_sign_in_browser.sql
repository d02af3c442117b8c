-- SHA-256 of a secret in the browser that asked for the link: there the link works at once, elsewhere with the address it was sent to.
-- Null: in any browser.
alter table sign_in add column browser bytea;
