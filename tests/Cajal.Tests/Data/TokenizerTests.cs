using Cajal.Data;

namespace Cajal.Tests.Data;

public class TokenizerTests
{
    private const string Text = "the cat sat on the mat, the rat sat on the cat.\n\n  Thé Ende: 1234 😀 the the";

    [Fact]
    public void CharactersGoThereAndBack()
    {
        var tokens = CharacterTokens.Learn(Text);
        tokens.Count.ShouldBe(Text.EnumerateRunes().Distinct().Count());
        int[] encoded = tokens.Encode(Text);
        encoded.Length.ShouldBe(Text.EnumerateRunes().Count());
        tokens.Decode(encoded).ShouldBe(Text);
        var again = Tokenizer.FromJson(tokens.ToJson());
        again.ShouldBeOfType<CharacterTokens>();
        again.Encode(Text).ShouldBe(encoded);
        Should.Throw<DatasetException>(() => tokens.Encode("the zoo")).Message.ShouldContain("'z'");
        Should.Throw<ArgumentOutOfRangeException>(() => tokens.Decode([tokens.Count]));
        Should.Throw<DatasetException>(() => CharacterTokens.Learn(""));
        Should.Throw<DatasetException>(() => CharacterTokens.Of(["a", "a"]));
        Should.Throw<DatasetException>(() => CharacterTokens.Of(["ab"]));
    }

    [Fact]
    public void BytePairsSayEveryTextInFewerTokens()
    {
        var tokens = BytePairTokens.Learn(Text, 280);
        int[] encoded = tokens.Encode(Text);
        tokens.Decode(encoded).ShouldBe(Text);
        encoded.Length.ShouldBeLessThan(System.Text.Encoding.UTF8.GetByteCount(Text) * 2 / 3);
        // Never seen, and said all the same.
        const string Other = "Zoë läuft — 北京 🚲\t\r\n";
        tokens.Decode(tokens.Encode(Other)).ShouldBe(Other);
        tokens.Encode("").ShouldBeEmpty();
        var again = Tokenizer.FromJson(tokens.ToJson());
        again.Encode(Text).ShouldBe(encoded);
        again.Count.ShouldBe(tokens.Count);
        BytePairTokens.Learn("", 300).Count.ShouldBe(256);
        Should.Throw<ArgumentOutOfRangeException>(() => BytePairTokens.Learn(Text, 100));
    }

    [Fact]
    public void TheMostFrequentPairComesFirst()
    {
        // " a" + "b": the word " abab" thrice and " ab" once: "ab" stands 7 times.
        var tokens = BytePairTokens.Learn(" abab abab abab ab", 258);
        tokens.Count.ShouldBe(258);
        tokens.Decode([256]).ShouldBe("ab");
        tokens.Decode([257]).ShouldBe(" ab");
        tokens.Encode(" abab").ShouldBe([257, 256]);
    }

    [Fact]
    public void CountsThatAreKeptGiveThePairsOfCountingAnew()
    {
        string text = string.Concat(Enumerable.Range(0, 400).Select(i => "ab ba abc cab "[(i * 7 % 11)..(i * 7 % 11 + 3)]));
        var merges = new List<int>();
        var words = TextWords.Of(text).Select(w => new List<int>(System.Text.Encoding.UTF8.GetBytes(w).Select(b => (int)b))).ToArray();
        for (int token = 256; token < 270; token++)
        {
            if (words.All(w => w.Count < 2)) break;
            var best = words.SelectMany(w => Enumerable.Range(0, Math.Max(0, w.Count - 1)).Select(i => (w[i], w[i + 1]))).CountBy(p => p)
                .OrderByDescending(p => p.Value).ThenBy(p => p.Key).First();
            if (best.Value < 2) break;
            merges.AddRange([best.Key.Item1, best.Key.Item2]);
            foreach (var word in words) BytePairTokens.Join(word, best.Key.Item1, best.Key.Item2, token);
        }
        BytePairLearning.Learn(TextWords.Of(text), 14).ShouldBe(merges);
    }

    [Fact]
    public void WordsKeepEveryCharacter()
    {
        string.Concat(TextWords.Of(Text)).ShouldBe(Text);
        TextWords.Of("a  b c\n d1,2").ShouldBe(["a", " ", " b", " c", "\n", " d", "1", ",", "2"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"formatVersion\":9,\"characters\":[\"a\"]}")]
    [InlineData("{\"merges\":[1]}")]
    [InlineData("{\"merges\":[300,1]}")]
    [InlineData("{\"merges\":[1,2,1,2]}")]
    [InlineData("{\"characters\":[]}")]
    [InlineData("nonsense")]
    public void WrongVocabulariesAreOneSentence(string json) =>
        Should.Throw<DatasetException>(() => Tokenizer.FromJson(json)).Message.ShouldNotContain("\n");

    [Fact]
    public void AVocabularyIsSavedAndLoaded()
    {
        using var folder = new TestFolder();
        string file = Path.Combine(folder.Path, "vocabulary.json");
        BytePairTokens.Learn(Text, 260).Save(file);
        Tokenizer.Load(file).Count.ShouldBe(260);
        Should.Throw<FileNotFoundException>(() => Tokenizer.Load(file + "x"));
    }

    [SkippableFact]
    public void TinyShakespeareShrinksToAThird()
    {
        string? file = TestFolder.RealData() is { } data ? Path.Combine(data, "text", "tinyshakespeare.txt") : null;
        Skip.If(file is null || !File.Exists(file), "needs tinyshakespeare.txt in the folder of real data");
        string text = File.ReadAllText(file!);
        CharacterTokens.Learn(text).Count.ShouldBe(65);
        var tokens = BytePairTokens.Learn(text[..200_000], 512);
        string part = text[500_000..600_000];
        int[] encoded = tokens.Encode(part);
        tokens.Decode(encoded).ShouldBe(part);
        encoded.Length.ShouldBeLessThan(55_000);
    }
}
