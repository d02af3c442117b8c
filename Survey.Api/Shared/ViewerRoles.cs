using Survey.Db.Viewers;

namespace Survey.Api.Shared;

internal static class ViewerRoles
{
    /// <summary>HR and leads. Being an administrator gives no right to read results (rule A12).</summary>
    public static bool SeesResults(this Viewer viewer) => viewer.IsHr || viewer.LedUnitIds.Count > 0;
}
