-- How many customers a reporting group stands for: where groups were asked at different rates, figures are weighted by it.
alter table reporting_group add customers int;      -- null: everybody of the group was asked, or unknown (history)
