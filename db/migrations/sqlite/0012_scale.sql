-- Whether a claim was rated with a scale is asked whenever the scale is changed.
CREATE INDEX review_scale ON review (scale);
CREATE TRIGGER scale_no_update BEFORE UPDATE ON scale WHEN EXISTS (SELECT 1 FROM review r WHERE r.scale = OLD.number) BEGIN SELECT RAISE (ABORT, 'a scale that claims were rated with never changes'); END;
CREATE TRIGGER scale_no_delete BEFORE DELETE ON scale BEGIN SELECT RAISE (ABORT, 'a scale never goes away'); END;
