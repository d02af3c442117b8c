using System.Collections.Concurrent;
using Survey.Db.Viewers;

namespace Survey.Api.Reports;

/// <summary>One ZIP at a time for each viewer: printing takes the processor for minutes. Each web process counts for itself.</summary>
internal sealed class ArchiveRuns
{
    private readonly ConcurrentDictionary<string, Run> _running = new();

    /// <returns>Ends the run when disposed. Null: the viewer has a run already.</returns>
    public IDisposable? Begin(Viewer viewer)
    {
        var run = new Run(_running, viewer.Email);
        return _running.TryAdd(viewer.Email, run) ? run : null;
    }

    private sealed class Run(ConcurrentDictionary<string, Run> running, string email) : IDisposable
    {
        public void Dispose() => running.TryRemove(new(email, this));
    }
}
