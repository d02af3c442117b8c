-- Wider bands of the response rate, for where neighbouring ones would tell how few had no contact.
alter table published_participation drop constraint published_participation_response_band_check;
alter table published_participation add constraint published_participation_response_band_check
    check (response_band in ('under25', '25to50', '50to75', 'over75', 'under50', '25to75', 'over25', 'over50'));
