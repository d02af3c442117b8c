using Survey.Db.Viewers;

namespace Survey.Api.Shared;

internal static class ViewerRoles
{
    /// <summary>HR and leads. The private reading for administrators: running the programme gives no right to read its results.</summary>
    public static bool SeesResults(this Viewer viewer) => viewer.IsHr || viewer.LedUnitIds.Count > 0;
}
