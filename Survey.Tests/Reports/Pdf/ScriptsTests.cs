using Survey.Reports.Look;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Pdf;

/// <summary>Names and comments are printed in whatever script they are written: .ci/install.sh installs the fonts.</summary>
public sealed class ScriptsTests
{
    private static readonly string[] Letters =
    [
        "印",
        "ご",
        "네",
        "ㄅ",
        "Ж",
        "Ω",
        "მ",
        "Հ",
        "א",
        "ش",
        "ے",
        "स",
        "ব",
        "ਪ",
        "ગ",
        "ଓ",
        "த",
        "త",
        "ಕ",
        "മ",
        "ක",
        "ช",
        "ລ",
        "ខ",
        "မ",
        "བ",
        "ሀ",
        "ⴰ",
        "Ꮳ",
        "ễ",
        "😀",
        "🇪🇪",
        "👩‍💻",
    ];

    [Test]
    public async Task There_is_a_font_for_every_script()
    {
        var page = await Browser.NewPageAsync();
        await page.SetContentAsync($"<style>{Stylesheet.Text}</style>");

        // A letter without a font looks like a character that no font has.
        var missing = await page.EvaluateAsync<string[]>(
            """
            letters => {
                const drawn = text => {
                    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
                    const context = canvas.getContext('2d');
                    context.font = '32px ' + getComputedStyle(document.body).fontFamily;
                    context.fillText(text, 8, 44);
                    return canvas.toDataURL();
                };
                const box = drawn('\u{EFFFE}');
                return letters.filter(letter => drawn(letter) === box);
            }
            """,
            Letters
        );

        await page.Context.DisposeAsync();
        Assert.That(missing, Is.Empty);
    }
}
