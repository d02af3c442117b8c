namespace Survey.Db.Commands;

/// <summary>A refusal that only a command line knows, as one English sentence.</summary>
public sealed class CommandRefusedException(string reason) : Exception(reason);
