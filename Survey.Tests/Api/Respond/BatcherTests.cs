using Survey.Api.Respond;

namespace Survey.Tests.Api.Respond;

public sealed class BatcherTests
{
    [Test]
    public async Task What_one_of_a_batch_brings_about_does_not_fail_the_others()
    {
        var start = new TaskCompletionSource();
        await using var gathering = new Batcher<int, int>(100, async items =>
        {
            await start.Task;
            return items.Contains(3) ? throw new InvalidOperationException("3") : [.. items.Select(Task.FromResult)];
        });
        var asked = Enumerable.Range(0, 8).Select(item => gathering.Add(item, TimeSpan.FromSeconds(30))!).ToList();
        start.SetResult();

        foreach (var (item, result) in asked.Index().Where(one => one.Index != 3))
        {
            Assert.That(await result, Is.EqualTo(item));
        }
        Assert.That(() => asked[3], Throws.InvalidOperationException);
    }
}
