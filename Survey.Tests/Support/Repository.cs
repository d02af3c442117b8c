namespace Survey.Tests.Support;

/// <summary>Where the checkout is, seen from the built tests.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Survey.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
