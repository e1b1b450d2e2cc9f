"""The notation of the rules of a language, and the sentences that they are matched against."""
