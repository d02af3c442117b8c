using System.Net;
using System.Text;
using Survey.Db.Questionnaires;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Questionnaires;

public sealed class ServiceFilesTests : InServicePages
{
    [Test]
    public async Task A_downloaded_file_is_uploaded_as_the_same_version_and_a_changed_one_as_the_next()
    {
        await BeginAsync("handover");
        var file = await HrForm.Client.GetAsync(Address("handover") + "/file");
        var text = await file.Content.ReadAsStringAsync();

        var same = await UploadAsync(Address("handover") + "/file", text);
        var changed = await UploadAsync(Address("handover") + "/file", text.Replace("Työn siirto", "Siirto", StringComparison.Ordinal));

        Assert.Multiple(async () =>
        {
            Assert.That(file.Content.Headers.ContentDisposition?.FileName, Is.EqualTo("handover.json"));
            Assert.That(same.Headers.Location?.ToString(), Does.EndWith("?done=unchanged"));
            Assert.That(changed.Headers.Location?.ToString(), Does.EndWith("?done=uploaded"));
            Assert.That((await NewestAsync("handover")).Name.In("fi"), Is.EqualTo("Siirto"));
            Assert.That(await HrForm.Client.GetStringAsync(Address("handover") + "/file?version=1"), Is.EqualTo(text));
        });
    }

    [Test]
    public async Task A_file_begins_a_kind_of_service_once()
    {
        var text = Encoding.UTF8.GetString(QuestionnaireJson.WriteFile(await TemplateShelf.ReadAsync("supplier", default)));

        var begun = await UploadAsync(List, text);
        var again = await UploadAsync(List, text);

        Assert.That(begun.Headers.Location?.ToString(), Is.EqualTo(List + "/supplier?done=begun"));
        Assert.That(await ProblemAsync(again), Does.StartWith("code: 'supplier' is the code of Supplier to us already"));
    }

    [TestCase("", "choose a JSON file first")]
    [TestCase("name;unit", "line 1: this is not JSON")]
    [TestCase("""{"code": "handover", "name": {"en": "x"}, "breakdownPoints": [], "questions": []}""", "questions: the question 'overall'")]
    public async Task A_file_that_is_no_kind_of_service_is_refused(string text, string problem)
    {
        await BeginAsync("handover");

        Assert.That(await ProblemAsync(await UploadAsync(List, text)), Does.StartWith(problem));
        Assert.That(await ProblemAsync(await UploadAsync(Address("handover") + "/file", text)), Does.StartWith(problem));
    }

    [Test]
    public async Task A_file_of_another_kind_of_service_is_refused()
    {
        await BeginAsync("handover");
        await BeginAsync("supplier");
        var text = await HrForm.Client.GetStringAsync(Address("supplier") + "/file");

        Assert.That(
            await ProblemAsync(await UploadAsync(Address("handover") + "/file", text)),
            Does.StartWith("the file is of 'supplier', but this page is of 'handover'")
        );
    }

    private static async Task<string> ProblemAsync(HttpResponseMessage answer)
    {
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        return (await Html.ParseAsync(await answer.Content.ReadAsStringAsync())).QuerySelector("#file-error")!.TextContent;
    }

    private Task<HttpResponseMessage> UploadAsync(string address, string text)
    {
        var content = new MultipartFormDataContent
        {
            { new StringContent(HrForm.Token!), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "journey.json" },
        };
        return HrForm.Client.PostAsync(address, content);
    }
}
