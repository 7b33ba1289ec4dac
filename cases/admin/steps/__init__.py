"""Steps of a record on its way to the public: review, preview, publication, merging."""
