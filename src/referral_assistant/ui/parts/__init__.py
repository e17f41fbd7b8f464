"""The parts that screens are made of: buttons, cards, badges, bands, fields."""
