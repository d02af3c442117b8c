namespace Survey.Api; public sealed class Marker;
