-- What a wording has beyond the words of its spans. Claims from before are as if nothing had been filled in.
ALTER TABLE claim ADD COLUMN filled TEXT NOT NULL DEFAULT '[]'; -- JSON list of claims.Fill
