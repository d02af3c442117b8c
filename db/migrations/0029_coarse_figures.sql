-- Whether a figure is told coarsely, by itself: the number of answers of several relationships can now be a band beside an exact mean,
-- because a small group among them counts with what is shown of it.
alter table published_figure add is_coarse boolean not null default false;
update published_figure set is_coarse = true where n_band is not null;
