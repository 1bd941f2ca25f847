"""What is raised when the world is broken. Problems in the team's own files are `Diagnostic` values instead."""

from dangan.diagnostics.text import Text


class DanganError(Exception):
    """Base of every failure that we foresee; `exit_code` is what the command ends with.

    The message is a `Text` where a rep may meet it, else a sentence in English.
    """

    exit_code = 1

    def __init__(self, message: Text | str = "") -> None:
        super().__init__(message.en if isinstance(message, Text) else message)
        self.message = message if isinstance(message, Text) else Text(message)


class UsageError(DanganError):
    """The command was asked for something that cannot be meant."""

    exit_code = 2


class EnvironmentProblem(DanganError):
    """No Git, no archive, an archive of a newer format, a disk that cannot be written."""

    exit_code = 3


class GitError(EnvironmentProblem):
    """Git said no; the message ends with Git's own words."""


class SchemaError(EnvironmentProblem):
    """The packaged schemas themselves are unusable: nothing can be checked."""


class StrictRefusal(DanganError):
    """A strict build met errors and left the site as it was."""

    exit_code = 1
