-- What people rated and wrote in a sealed wave goes when the organisation's time limit is over; the results stay.
alter table wave add answers_deleted_at timestamptz;  -- null: they are there
