using Survey.Db.Settings;

namespace Survey.Tests.Support;

/// <summary>The key that blurs all figures of tests, so that they are the same in every run.</summary>
public static class TestFigureKey
{
    public const string Setting = "PCwN3ySQR4XnxxhcsaxmyT5IZR06FjwZ44Xmo7pszsw=";

    public static FigureKey Key { get; } = new(Setting);
}
