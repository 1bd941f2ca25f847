"""What is raised when the world is broken. Problems in the team's own files are `Diagnostic` values instead."""

from dangan.diagnostics.text import Text


class DanganError(Exception):
    """Base of every failure that we foresee; `exit_code` is what the command ends with."""

    exit_code = 1

    def __init__(self, message: Text) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.message.en


class UsageError(DanganError):
    """The command was asked for something that cannot be meant."""

    exit_code = 2


class EnvironmentProblem(DanganError):
    """No Git, no archive, an archive of a newer format, a disk that cannot be written."""

    exit_code = 3


class NoArchive(EnvironmentProblem):
    """Here is no archive; what needs none may go on without."""


class GitError(EnvironmentProblem):
    """Git said no; the message ends with Git's own words."""


class SchemaError(EnvironmentProblem):
    """The packaged schemas themselves are unusable: nothing can be checked."""


class StrictRefusal(DanganError):
    """A strict build met errors and left the site as it was."""

    exit_code = 1
