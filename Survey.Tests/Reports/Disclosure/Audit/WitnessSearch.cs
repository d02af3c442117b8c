using Survey.Db.Results;
using Survey.Reports.Publishing;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Looks for other answers behind each hidden figure of one relationship or of a part of it.</summary>
/// <param name="Hidden">How many there are, with answers.</param>
/// <param name="Exchanged">For how many people who change places are enough to leave the mean as open as rule A7 asks.</param>
/// <param name="Found">The same, with people who did not answer some of it.</param>
/// <param name="Narrowed">Those for which that would be so if nothing were told that only whole responses tell.</param>
/// <param name="Noticed">What would have been published otherwise: nothing, if the exchanges are as unnoticed as they are meant to be.</param>
internal sealed record WitnessSearch(int Hidden, int Exchanged, int Found, IReadOnlyList<string> Narrowed, IReadOnlyList<string> Noticed)
{
    public static WitnessSearch Of(MadeWave made)
    {
        var facts = PublishedFacts.Of(made);
        var witness = new Witness(made, facts);
        var tables = Tables.Of(AuditedWave.Of(made)).ToList();
        var rows = facts.Wave.Items.Where(item => item is { IsMean: true, Cell.RelationshipId: not null, People: > 0 } && facts.Hidden.Contains((item.Cell.Id, item.Item)))
            .AsParallel().Select(target => Of(made, facts, witness, target, Required(tables, target) - 1e-6)).ToList();
        return rows.Aggregate(new WitnessSearch(0, 0, 0, [], []), (sum, row) => sum + row);
    }

    public static WitnessSearch operator +(WitnessSearch one, WitnessSearch other) => new(
        one.Hidden + other.Hidden, one.Exchanged + other.Exchanged, one.Found + other.Found, [.. one.Narrowed, .. other.Narrowed], [.. one.Noticed, .. other.Noticed]);

    private static WitnessSearch Of(MadeWave made, PublishedFacts facts, Witness witness, CellItem target, double required)
    {
        var noticed = new List<string>();
        var mayTurn = Circles.MayTurn(made, facts, target);
        var isExchanged = IsWide(up => witness.Furthest(target, up)) || mayTurn && IsWide(up => Turned(false, witness.IsFree, up));
        var isFound = isExchanged || IsWide(up => witness.FurthestWithFew(target, up)) || mayTurn && IsWide(up => Turned(true, witness.IsFree, up));
        var isNarrowed = !isFound && mayTurn && Width(up => Turned(true, _ => true, up)) >= required;
        return new(1, isExchanged ? 1 : 0, isFound ? 1 : 0, isNarrowed ? [$"{target.Cell} {target.Item}"] : [], noticed);

        (MadeWave World, double Mean) Turned(bool withNumbers, Func<long, bool> isFree, bool up) => new Circles(made, facts, target, isFree, withNumbers).Furthest(up);

        double Width(Func<bool, (MadeWave World, double Mean)> furthest) => furthest(true).Mean - furthest(false).Mean;

        bool IsWide(Func<bool, (MadeWave World, double Mean)> furthest)
        {
            var (low, high) = (furthest(false), furthest(true));
            noticed.AddRange(new[] { low.World, high.World }.SelectMany(world => Changed(facts, world)).Select(fact => $"{target.Cell} {target.Item}: {fact}"));
            return high.Mean - low.Mean >= required;
        }
    }

    /// <summary>Waves in which other cells are hidden, or other people's whole responses looked at, tell nothing of this one.</summary>
    private static List<string> Changed(PublishedFacts facts, MadeWave world)
    {
        var other = PublishedFacts.Of(world);
        List<string> changed = other.Hidden.SetEquals(facts.Hidden) ? [.. facts.Facts.Except(other.Facts)] : [];
        return changed.Count > 0 && Together(world, facts).SequenceEqual(Together(world, other)) ? changed : [];
    }

    private static IEnumerable<long> Together(MadeWave made, PublishedFacts facts) => new WholeResponses(made.Frame, facts.Wave).Groups().Order();

    /// <summary>A part of a hidden relationship is in no table: it needs all.</summary>
    private static double Required(List<AuditedTable> tables, CellItem target) =>
        tables.SelectMany(table => table.Figures.Where(figure => table.Item == target.Item && figure.Cell?.Id == target.Cell.Id), (table, figure) => Math.Min(1, Auditor.Alone(table, figure)))
            .DefaultIfEmpty(1).First();
}
