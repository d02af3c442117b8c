-- A file that waits for confirmation. It is deleted after a day.
create table upload (
    id          uuid primary key,
    kind        text not null check (kind in ('people', 'units', 'relationships', 'holidays', 'responses')),
    file_name   text not null,
    uploaded_by text not null,
    uploaded_at timestamptz not null,
    content     bytea not null,
    header_line int not null,
    headings    text[] not null,
    row_count   int not null,
    fields      text[] not null,
    defaults    text[] not null default '{}',
    is_whole    boolean not null default false,
    namesakes   text not null default 'unknown' check (namesakes in ('unknown', 'same', 'new'))
);

-- The content is compressed already.
alter table upload alter column content set storage external;

-- Headings that somebody assigned to a field by hand. An empty field: the column is not read.
create table upload_heading (
    kind    text not null,
    heading text not null,
    field   text not null,
    primary key (kind, heading)
);
