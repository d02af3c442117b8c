namespace Survey.Api;

/// <summary>Lets tests refer to this assembly.</summary>
public sealed class Marker;
