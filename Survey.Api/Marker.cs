namespace Survey.Api;

/// <summary>Names this program to the tests.</summary>
public sealed class Marker;
