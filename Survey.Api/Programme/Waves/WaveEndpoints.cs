using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Db.Programme;
using Survey.Db.Pulses;
using Survey.Db.Restorations;
using Survey.Db.Units;
using Survey.Db.Viewers;
using Survey.Db.Waves;

namespace Survey.Api.Programme.Waves;

/// <summary>Planned and past waves. Nothing here tells what, or who, has answered.</summary>
internal static partial class WaveEndpoints
{
    private const int MaxWaves = 60;
    private const int MaxMails = 500;
    private const int Ahead = 3;
    internal const string Waves = "/programme/waves";

    /// <summary>Refreshes the progress of a wave while its page is open.</summary>
    public static SiteScript Script { get; } = SiteScript.Embedded("progress");

    public static void MapWaves(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").Requires(Right.RunProgramme, Right.Operate);
        pages.MapSiteFile(Script.Address, "text/javascript; charset=utf-8", Script.Content);
        pages.MapGet(Waves, ListAsync);
        pages.MapGet(Waves + "/{code}", OneAsync);
        var decisions = routes.MapGroup(Waves + "/{code}").Requires(Right.DecideWaves);
        decisions.MapPost("/approve", ApproveAsync);
        decisions.MapPost("/withdraw", WithdrawAsync);
        decisions.MapPost("/postpone", PostponeAsync);
        decisions.MapPost("/cancel", CancelAsync);
    }

    private static async Task<RazorComponentResult<WavesPage>> ListAsync(
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenAsync(ct);
        return WavesPage.Of(
            visitor,
            new()
            {
                Now = now,
                Coming = WithinYear(await ComingWaves.ListAsync(connection, Ahead, now, ct), now),
                Waves = await WaveProgress.ListAsync(connection, MaxWaves, ct),
                Stop = await SendingOutage.FindAsync(connection, now, ct),
                Held = await HeldMails.ListAsync(connection, ct),
                Problems = await ProgrammeProblems.ReadAsync(connection, ct),
                Paused = (await PulseList.AllAsync(connection, ct)).Where(pulse => pulse.Paused).Select(pulse => pulse.Name).ToList(),
            }
        );
    }

    /// <summary>Waves within a year, and the next wave of every pulse.</summary>
    private static List<ComingWave> WithinYear(IReadOnlyList<ComingWave> waves, DateTimeOffset now)
    {
        var next = waves.DistinctBy(wave => wave.Pulse.Id).ToHashSet();
        return [.. waves.Where(wave => wave.Period.OpensAt < now.AddYears(1) || next.Contains(wave))];
    }

    private static async Task<Results<RazorComponentResult<ComingWavePage>, RazorComponentResult<WavePage>, NotFound>> OneAsync(
        string code,
        string? done,
        Visitor visitor,
        Database database,
        PreviewCache previews,
        TimeProvider clock,
        ILogger<Marker> log,
        CancellationToken ct
    )
    {
        done = WaveHead.Actions.Contains(done) ? done : null;
        var now = clock.GetUtcNow();
        if (await FindComingAsync(database, code, now, ct) is { } coming)
        {
            // Before a connection is taken: the preview may have to wait for others.
            var preview = coming.IsCancelled ? null : await PreviewAsync(previews, coming, now, log, ct);
            return await ComingAsync(database, coming, preview, done, visitor, now, ct);
        }
        var next = await NextAskedAsync(database, previews, code, now, log, ct);
        await using var connection = await database.OpenAsync(ct);
        return await RecordedWave.FindAsync(connection, code, ct) is { } wave
            ? await RecordedAsync(connection, wave, next, done, visitor, now, ct)
            : TypedResults.NotFound();
    }

    /// <returns>Null: the preview failed. HR must still be able to postpone and cancel the wave.</returns>
    private static async Task<WavePreview?> PreviewAsync(
        PreviewCache previews,
        ComingWave wave,
        DateTimeOffset now,
        ILogger<Marker> log,
        CancellationToken ct
    )
    {
        try
        {
            return await previews.OfAsync(wave, now, ct);
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or NpgsqlException))
        {
            LogNoPreview(log, problem, wave.Code);
            return null;
        }
    }

    /// <summary>When the relationships are asked that a pulse's latest wave left out for others.</summary>
    private static async Task<IReadOnlyDictionary<string, WaveName>> NextAskedAsync(
        Database database,
        PreviewCache previews,
        string code,
        DateTimeOffset now,
        ILogger<Marker> log,
        CancellationToken ct
    )
    {
        IReadOnlyList<ComingWave> coming;
        await using (var connection = await database.OpenAsync(ct))
        {
            coming = await ComingWaves.AfterLatestAsync(connection, code, now, ct);
        }
        var asking = new List<(string Code, ComingWave Wave)>();
        foreach (var wave in coming)
        {
            if (await PreviewAsync(previews, wave, now, log, ct) is { } preview)
            {
                asking.AddRange(preview.Relationships.Where(row => row.Asked).Select(row => (row.Code, wave)));
                asking.AddRange(preview.Relationships.Where(row => row.NextWave is not null).Select(row => (row.Code, row.NextWave!)));
            }
        }
        return asking
            .OrderBy(one => one.Wave.Period.OpensAt)
            .DistinctBy(one => one.Code)
            .ToDictionary(one => one.Code, one => one.Wave.Name);
    }

    private static async Task<RazorComponentResult<ComingWavePage>> ComingAsync(
        Database database,
        ComingWave wave,
        WavePreview? preview,
        string? done,
        Visitor visitor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return ComingWavePage.Of(
            visitor,
            new()
            {
                Wave = wave,
                Now = now,
                Preview = preview,
                Relationships = (await WaveRelationship.AllAsync(connection, ct)).ToDictionary(relationship => relationship.Code),
                Units = await UnitNames.ByCodeAsync(connection, ct),
                Log = await AuditLog.ListAsync(connection, wave.Code, ct),
                Done = done,
            }
        );
    }

    private static async Task<RazorComponentResult<WavePage>> RecordedAsync(
        NpgsqlConnection connection,
        RecordedWave wave,
        IReadOnlyDictionary<string, WaveName> next,
        string? done,
        Visitor visitor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var withPeople = visitor.SignedIn.May(Right.RunProgramme);
        return WavePage.Of(
            visitor,
            new()
            {
                Wave = wave,
                Now = now,
                Stop = await SendingOutage.FindAsync(connection, now, ct),
                Held = (await HeldMails.ListAsync(connection, ct)).FirstOrDefault(held => held.Id == wave.Id),
                Mails = await WaveMails.CountAsync(connection, [wave.Id], ct),
                Lag = await WaveLag.ReadAsync(connection, wave.Id, now, ct),
                Participation = wave.SealedAt is null
                    ? await RunningWaves.ParticipationAsync(connection, visitor.SignedIn, wave.Id, ct)
                    : [],
                Undelivered = withPeople ? await WaveMails.UndeliveredAsync(connection, wave.Id, MaxMails, now, ct) : null,
                Reasons = withPeople ? await FailedInvitations.CountAsync(connection, wave.Id, now, ct) : [],
                Refusing = withPeople ? await RefusingDomains.ListAsync(connection, wave.Id, DateTimeOffset.UnixEpoch, ct) : [],
                Relationships = await WaveRelationship.OfWaveAsync(connection, wave.Id, ct),
                Next = next,
                Log = await AuditLog.ListAsync(connection, wave.Code, ct),
                Done = done,
            }
        );
    }

    private static async Task<RedirectHttpResult> ApproveAsync(
        string code,
        [FromForm] string? sure,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        return sure is null && await IsDueAsync(database, code, now, ct)
            ? Back(code, "unsure")
            : Back(code, await WaveDecisions.ApproveAsync(database, code, visitor.SignedIn.Email, now, ct), "approved");
    }

    private static async Task<RedirectHttpResult> WithdrawAsync(
        string code,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    ) => Back(code, await WaveDecisions.WithdrawAsync(database, code, visitor.SignedIn.Email, clock.GetUtcNow(), ct), "withdrawn");

    private static async Task<RedirectHttpResult> PostponeAsync(
        string code,
        [FromForm] string? day,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? Back(
                code,
                await WaveDecisions.PostponeAsync(database, code, date, visitor.SignedIn.Email, clock.GetUtcNow(), ct),
                "postponed"
            )
            : Back(code, "noDay");

    private static async Task<RedirectHttpResult> CancelAsync(
        string code,
        [FromForm] string? sure,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        sure is null
            ? Back(code, "unsure")
            : Back(code, await WaveDecisions.CancelAsync(database, code, visitor.SignedIn.Email, clock.GetUtcNow(), ct), "cancelled");

    private static async Task<bool> IsDueAsync(Database database, string code, DateTimeOffset now, CancellationToken ct) =>
        (await FindComingAsync(database, code, now, ct))?.Period.OpensAt <= now;

    private static async Task<ComingWave?> FindComingAsync(Database database, string code, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await ComingWaves.FindAsync(connection, code, now, ct);
    }

    private static RedirectHttpResult Back(string code, Decided decided, string deed) =>
        Back(
            code,
            decided switch
            {
                Decided.Done => deed,
                Decided.DayTooEarly => "tooEarly",
                Decided.DayTooLate => "tooLate",
                _ => "late",
            }
        );

    /// <param name="done">One of <see cref="WaveHead.Actions"/>, told on the wave's page.</param>
    internal static RedirectHttpResult Back(string code, string done) =>
        TypedResults.Redirect($"{Waves}/{Uri.EscapeDataString(code)}?done={done}");

    [LoggerMessage(LogLevel.Error, "The preview of wave {Wave} could not be made.")]
    private static partial void LogNoPreview(ILogger log, Exception problem, string wave);
}
