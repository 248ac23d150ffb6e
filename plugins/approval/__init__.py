"""Claims in their approved wording: where they are used, and whether the approval still holds."""
