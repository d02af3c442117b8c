using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

internal static class StoredHistogram
{
    public static BlurredHistogram Of(BlurredItem item, BlurredCell answers) =>
        new(item.Cell.Id, item.Item, [.. answers.Counts], answers.N, answers.Size, answers.Shown, answers.People);

    public static BlurredCell Read(BlurredHistogram stored, int lowest, int minimumGroup) =>
        new(lowest, stored.Counts, stored.N, stored.Size, stored.Shown, stored.People, minimumGroup);
}
