using Survey.Api.Forms;
using Survey.Db.Uploads;

namespace Survey.Api.Uploads;

public sealed record UploadStartView
{
    public required UploadKind Kind { get; init; }
    public required FormState Form { get; init; }

    /// <summary>What was just imported; null: nothing.</summary>
    public UploadDone? Done { get; init; }
}

public sealed record UploadDone(int New, int Changed, int Leaving);

public sealed record UploadColumnsView
{
    public required StoredUpload Upload { get; init; }
    public required FormState Form { get; init; }

    /// <summary>Time zones that people have, the most frequent first, then the organisation's.</summary>
    public required IReadOnlyList<string> Zones { get; init; }
}

public sealed record UploadPreviewView
{
    public required StoredUpload Upload { get; init; }

    /// <summary>Null: still being computed.</summary>
    public UploadDifference? Difference { get; init; }

    public required FormState Form { get; init; }

    /// <summary>What is stored changed after the preview that was confirmed.</summary>
    public bool IsOutdated { get; init; }
}
