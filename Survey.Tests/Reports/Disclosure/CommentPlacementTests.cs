using Survey.Db.Comments;
using Survey.Reports.Disclosure;

namespace Survey.Tests.Reports.Disclosure;

public sealed class CommentPlacementTests
{
    private const long Root = 1,
        It = 2,
        Helpdesk = 3,
        Hr = 4;

    private static readonly Dictionary<long, long?> Parents = new()
    {
        [Root] = null,
        [It] = Root,
        [Helpdesk] = It,
        [Hr] = Root,
    };

    [Test]
    public void Comments_are_shown_from_the_minimum_number_of_writers_on()
    {
        Assert.That(Place([(10, Helpdesk)], [(10, "comment", "en", 9)]), Is.Empty);
        Assert.That(Place([(10, Helpdesk)], [(10, "comment", "en", 10)]), Is.EqualTo(new[] { new PlacedComments(10, "en", null) }));
    }

    [Test]
    public void One_person_who_answers_every_text_question_counts_once() =>
        Assert.That(Place([(10, Helpdesk)], [(10, "comment", "en", 6), (10, "idea", "en", 6)]), Is.Empty);

    [Test]
    public void A_language_with_too_few_writers_rises_to_the_lowest_unit_where_it_has_enough() =>
        Assert.That(
            Place(
                [(10, Helpdesk), (11, It), (12, Hr)],
                [
                    (10, "comment", "en", 9),
                    (10, "comment", "pl", 3),
                    (11, "comment", "en", 9),
                    (11, "comment", "pl", 2),
                    (12, "comment", "en", 9),
                    (12, "comment", "pl", 4),
                ]
            ),
            Is.EquivalentTo(
                new PlacedComments[] { new(10, "en", null), new(11, "en", null), new(12, "en", null), new(10, "pl", It), new(11, "pl", It) }
            )
        );

    [Test]
    public void A_person_who_answered_about_two_relationships_is_not_two_writers() =>
        Assert.That(
            Place(
                [(10, Helpdesk), (11, It)],
                [(10, "comment", "en", 9), (10, "comment", "pl", 3), (11, "comment", "en", 9), (11, "comment", "pl", 3)],
                2
            ),
            Is.EquivalentTo(new PlacedComments[] { new(10, "en", null), new(11, "en", null) })
        );

    [Test]
    public void A_relationship_without_enough_writers_shows_no_language_anywhere() =>
        Assert.That(
            Place(
                [(10, Helpdesk), (11, Helpdesk)],
                [(10, "comment", "pl", 4), (10, "comment", "en", 5), (11, "comment", "pl", 4), (11, "comment", "en", 8)]
            ),
            Is.EqualTo(new[] { new PlacedComments(11, "en", null) })
        );

    [Test]
    public void Within_a_team_there_are_no_comments() =>
        Assert.That(
            new CommentPlacement(Parents, 1).Place([new CommentRules(10, Hr, null, 7)], [new CommentWriters(10, "comment", "en", 50)]),
            Is.Empty
        );

    private static IReadOnlyList<PlacedComments> Place(
        (long Id, long Provider)[] relationships,
        (long, string, string, int)[] counts,
        int mostPerPerson = 1
    ) =>
        new CommentPlacement(Parents, mostPerPerson).Place(
            relationships.Select(row => new CommentRules(row.Id, row.Provider, 10, 5)),
            counts.Select(row => new CommentWriters(row.Item1, row.Item2, row.Item3, row.Item4))
        );
}
