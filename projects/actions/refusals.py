"""What the actions refuse, in words that say what to do."""


class Refusal(Exception):
    """A write that the record does not take. Its text is shown to the user."""


class NotEvidenced(Refusal):
    """Something without a citation or without a speaker."""


class NotAcceptable(Refusal):
    """A claim that cannot be taken as operative."""


class KnownInTheFuture(Refusal):
    """Something said to be known on a day that has not come."""


class NotRetractable(Refusal):
    """An update that was retracted before, or that later rows rest on."""
