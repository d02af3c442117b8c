using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>The smallest sets of people that figures are made of.</summary>
/// <param name="Id">Of the relationship or the reporting group.</param>
/// <param name="Weight">Whom the answers stand for where figures are weighted.</param>
/// <param name="Most">How many can have answered; null: unknown.</param>
/// <param name="Truth">Answers per value.</param>
internal sealed record Piece(long Id, double Weight, int? Most, int[] Truth)
{
    public bool HasAnswers => Truth.Sum() > 0;
}

/// <param name="Pieces">Places of the pieces that it adds up.</param>
/// <param name="Published">Null: the plan has no such figure.</param>
internal sealed record AuditedFigure(PublicationCell? Cell, int[] Pieces, PublishedFigure? Published, int Minimum)
{
    public bool IsHidden => Published is null or { Shown: Shown.Hidden };

    /// <summary>The mean is told with two decimals.</summary>
    public bool IsExact => !IsHidden && !IsCoarse;

    /// <summary>The distribution of all its answers is told, too.</summary>
    public bool HasCounts => Published is { Counts: { } counts } && counts.Sum() == Published.N;

    /// <summary>The distribution of those pieces is told that tell theirs by themselves.</summary>
    public bool HasSomeCounts => Published is { Counts: not null } && !HasCounts;

    /// <summary>Only n as a band and the mean with one decimal or an open end are told.</summary>
    public bool IsCoarse => Published is { IsCoarse: true };

    /// <summary>It joins relationships.</summary>
    public bool IsRollUp => Cell is { RelationshipId: null };

    /// <summary>The fewest and the most answers, as published. Not of what is hidden.</summary>
    public (int Fewest, int Most) Number
    {
        get
        {
            var ends = (Published!.NBand ?? $"{Published.N}").Split('-').Select(int.Parse).ToArray();
            return (ends[0], ends[^1]);
        }
    }
}

/// <summary>Figures over the same pieces for one item.</summary>
/// <param name="IsWeighted">Figures over several pieces weigh each by the customers it stands for.</param>
internal sealed record AuditedTable(string Item, AuditedScale Scale, bool IsWeighted, IReadOnlyList<Piece> Pieces, IReadOnlyList<AuditedFigure> Figures)
{
    /// <summary>The relationship whose parts these are; null: the relationships themselves.</summary>
    public long? Within { get; init; }

    public int Values => Scale.Values;

    public int Lowest => Scale.Lowest;

    /// <summary>Relationships of which few answers are shown: in a roll-up no more stands for them than that.</summary>
    public IReadOnlyDictionary<int, SmallPiece> Small => _small ??= Within is not null ? new Dictionary<int, SmallPiece>() : Figures
        .Where(figure => figure is { IsCoarse: true, IsRollUp: false })
        .ToDictionary(figure => figure.Pieces[0], figure => SmallPiece.Of(figure, Lowest, Lowest + Values - 1));

    private IReadOnlyDictionary<int, SmallPiece>? _small;

    /// <summary>Before it is rounded.</summary>
    public double Mean(AuditedFigure figure)
    {
        var pieces = figure.Pieces.Where(piece => Pieces[piece].HasAnswers).Select(piece => figure.IsRollUp && Small.TryGetValue(piece, out var small)
            ? (Of: IsWeighted ? Pieces[piece].Weight : small.Size, small.Mean)
            : (Of: IsWeighted ? Pieces[piece].Weight : Pieces[piece].Truth.Sum(), Mean: MeanOf(Pieces[piece]))).ToList();
        return pieces.Sum(piece => piece.Of * piece.Mean) / pieces.Sum(piece => piece.Of);
    }

    private double MeanOf(Piece piece) => piece.Truth.Select((count, value) => count * (Lowest + value)).Sum() / (double)piece.Truth.Sum();

    public int Answers(AuditedFigure figure) => figure.Pieces.Sum(piece => Pieces[piece].Truth.Sum());
}

/// <summary>What stands in a roll-up for a relationship with few answers, read off its own figure.</summary>
internal sealed record SmallPiece(double Mean, int Fewest, int Most)
{
    public int Size => (Fewest + Most) / 2;

    /// <param name="figure">The relationship's.</param>
    public static SmallPiece Of(AuditedFigure figure, int lowest, int highest)
    {
        var value = figure.Published!.Value ?? lowest;
        var end = figure.Published.Shown switch { Shown.Low => lowest, Shown.High => highest, _ => value };
        return new((end + value) / 2, figure.Number.Fewest, figure.Number.Most);
    }
}
