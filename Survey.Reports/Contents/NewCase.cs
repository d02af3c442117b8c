namespace Survey.Reports.Contents;

/// <summary>Where a figure is taken up.</summary>
public static class NewCase
{
    public const string Path = "/cases/new";

    /// <param name="item">overall or a step's code.</param>
    public static string Address(string relationship, string item, string wave) =>
        $"{Path}?relationship={Uri.EscapeDataString(relationship)}&step={Uri.EscapeDataString(item)}&wave={Uri.EscapeDataString(wave)}";
}
