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

    /// <summary>The number of answers is told.</summary>
    public bool IsExact => Published is { N: not null };

    /// <summary>The distribution of all its answers is told, too.</summary>
    public bool HasCounts => Published is { Counts: { } counts } && counts.Sum() == Published.N;

    /// <summary>The distribution of those pieces is told that tell theirs by themselves.</summary>
    public bool HasSomeCounts => Published is { Counts: { } counts } && counts.Sum() < Published.N;

    /// <summary>Only n as a band and the mean with one decimal or an open end are told.</summary>
    public bool IsCoarse => !IsHidden && !IsExact;
}

/// <summary>Figures over the same pieces for one item.</summary>
/// <param name="IsWeighted">Figures over several pieces weigh each by the customers it stands for.</param>
internal sealed record AuditedTable(string Item, AuditedScale Scale, bool IsWeighted, IReadOnlyList<Piece> Pieces, IReadOnlyList<AuditedFigure> Figures)
{
    /// <summary>The relationship whose parts these are; null: the relationships themselves.</summary>
    public long? Within { get; init; }

    public int Values => Scale.Values;

    public int Lowest => Scale.Lowest;

    /// <summary>As it really is.</summary>
    public double Mean(AuditedFigure figure)
    {
        var pieces = figure.Pieces.Select(piece => Pieces[piece]).Where(piece => piece.HasAnswers)
            .Select(piece => (Of: IsWeighted ? piece.Weight : piece.Truth.Sum(), Mean: piece.Truth.Select((count, value) => count * (Lowest + value)).Sum() / (double)piece.Truth.Sum())).ToList();
        return pieces.Sum(piece => piece.Of * piece.Mean) / pieces.Sum(piece => piece.Of);
    }

    public int Answers(AuditedFigure figure) => figure.Pieces.Sum(piece => Pieces[piece].Truth.Sum());
}
