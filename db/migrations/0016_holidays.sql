-- Days on which nobody of a country is expected to work. Whose country it is follows from a person's time zone.
create table holiday (
    country text not null check (country ~ '^[A-Z]{2}$'),   -- ISO 3166
    day     date not null,
    name    text not null,
    primary key (country, day)
);
