namespace Survey.Tests.Support;

/// <summary>A file with that text, gone at the end of the test.</summary>
public sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string text) => File.WriteAllText(Path, text);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
