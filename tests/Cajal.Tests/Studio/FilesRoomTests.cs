using System.Net;
using System.Text.Json.Nodes;
using Cajal.Networks;
using Cajal.Onnx;
using Cajal.Studio;
using Cajal.Tests.Training;
using Cajal.Training;
using Microsoft.AspNetCore.Builder;

namespace Cajal.Tests.Studio;

/// <summary>The room of files as a page meets it.</summary>
public sealed class FilesRoomTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;
    private readonly HttpClient client = new();

    public FilesRoomTests()
    {
        SafeTensors.Write(folder["given.safetensors"], new Dictionary<string, Tensor> { ["w"] = Tensor.From([1f, 2f], [2]) });
        app = StudioServer.Build(new StudioOptions { Port = 0, Runs = folder.Path, Open = [folder["given.safetensors"], folder["missing.onnx"]] });
    }

    private Uri Address => new(app.Urls.First() + "/");

    public Task InitializeAsync() => app.StartAsync();

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }

    private async Task<JsonNode> Get(string path) => JsonNode.Parse(await client.GetStringAsync(new Uri(Address, path)))!;

    private async Task<(HttpStatusCode Status, string Text)> Post(string path, byte[]? bytes = null, string? origin = "own")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path)) { Content = bytes is null ? null : new ByteArrayContent(bytes) };
        if (origin is not null) request.Headers.Add("Origin", origin == "own" ? $"http://127.0.0.1:{Address.Port}" : origin);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> Send(string name, byte[] bytes)
    {
        var (status, text) = await Post($"files/send?name={name}", bytes);
        status.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<string>();
    }

    private byte[] Bytes(params (string Name, Tensor Tensor)[] tensors)
    {
        SafeTensors.Write(folder["made"], tensors.ToDictionary(t => t.Name, t => t.Tensor));
        return File.ReadAllBytes(folder["made"]);
    }

    private byte[] Onnx()
    {
        var rng = new Rng(1);
        var network = new Sequential(new Conv2d(1, 2, 3, rng), Activation.Relu, new Flatten(), new Linear(2 * 6 * 6, 3, rng));
        OnnxExport.Save(network, Tensor.Zeros([2, 1, 8, 8]), folder["made.onnx"]);
        return File.ReadAllBytes(folder["made.onnx"]);
    }

    [Fact]
    public async Task Files_of_the_command_line_are_open_and_one_that_is_not_there_is_a_sentence()
    {
        var list = await Get("files/list");
        list["files"]!.AsArray().ShouldHaveSingleItem()!["name"]!.GetValue<string>().ShouldBe("given.safetensors");
        list["troubles"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldContain("missing.onnx");
    }

    [Fact]
    public async Task Tensors_come_with_figures_of_all_their_numbers()
    {
        string id = await Send("a.safetensors", Bytes(("x", Tensor.From([0f, 0f, -1f, 3f, float.NaN, float.PositiveInfinity], [2, 3])), ("empty", Tensor.Zeros([0, 4])), ("flags", Tensor.From([true, false], [2]))));
        var rows = (await Get($"files/{id}/tensors"))["rows"]!.AsArray();
        var x = rows.Single(r => r!["name"]!.GetValue<string>() == "x")!["figures"]!;
        (x["least"]!.GetValue<double>(), x["greatest"]!.GetValue<double>(), x["mean"]!.GetValue<double>()).ShouldBe((-1, 3, 0.5));
        x["spread"]!.GetValue<double>().ShouldBe(1.5);
        (x["zeros"]!.GetValue<int>(), x["naNs"]!.GetValue<int>(), x["infinities"]!.GetValue<int>()).ShouldBe((2, 1, 1));
        x["bin"]!.AsArray().Sum(b => b!.GetValue<int>()).ShouldBe(4);
        rows.Single(r => r!["name"]!.GetValue<string>() == "empty")!["figures"]!["count"]!.GetValue<int>().ShouldBe(0);
        rows.Single(r => r!["name"]!.GetValue<string>() == "flags")!["figures"]!["mean"]!.GetValue<double>().ShouldBe(0.5);
        (await Get($"files/{id}/tensors?text=fla"))["total"]!.GetValue<int>().ShouldBe(1);
        using var none = await client.GetAsync(new Uri(Address, $"files/{id}/graph"));
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_graph_has_attributes_edges_and_after_a_run_all_its_shapes()
    {
        string id = await Send("net.onnx", Onnx());
        var graph = await Get($"files/{id}/graph");
        var convolution = graph["boxes"]!.AsArray().Single(b => b!["op"]!.GetValue<string>() == "Conv")!;
        string[] attributes = [.. convolution["attributes"]!.AsArray().Select(a => a!.GetValue<string>())];
        attributes[Array.IndexOf(attributes, "kernel_shape") + 1].ShouldBe("[3, 3]");
        convolution["inputs"]!.AsArray()[1]!.GetValue<string>().ShouldContain("[2, 1, 3, 3]");
        var edges = graph["edges"]!.AsArray();
        var boxes = graph["boxes"]!.AsArray();
        edges.ShouldAllBe(e => boxes[e!["from"]!.GetValue<int>()]!["depth"]!.GetValue<int>() < boxes[e["to"]!.GetValue<int>()]!["depth"]!.GetValue<int>());
        (await Post($"files/{id}/shapes")).Status.ShouldBe(HttpStatusCode.NoContent);
        var relu = (await Get($"files/{id}/graph"))["boxes"]!.AsArray().Single(b => b!["op"]!.GetValue<string>() == "Relu")!;
        relu["outputs"]![0]!.GetValue<string>().ShouldContain("[1, 2, 6, 6]");
        (await Get($"files/{id}/tensors"))["rows"]!.AsArray().Count.ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public async Task The_difference_names_what_differs_and_by_how_much()
    {
        string first = await Send("a", Bytes(("same", Tensor.From([1f, float.NaN], [2])), ("w", Tensor.From([3f, 4f], [2])), ("b", Tensor.Zeros([2])), ("old", Tensor.Zeros([1])))),
            second = await Send("b", Bytes(("same", Tensor.From([1f, float.NaN], [2])), ("w", Tensor.From([3f, 4.5f], [2])), ("b", Tensor.Zeros([3])), ("new", Tensor.Zeros([1]))));
        var difference = await Get($"files/difference?first={first}&second={second}");
        (difference["equal"]!.GetValue<int>(), difference["different"]!.GetValue<int>(), difference["shapes"]!.GetValue<int>(), difference["firstOnly"]!.GetValue<int>(), difference["secondOnly"]!.GetValue<int>()).ShouldBe((1, 1, 1, 1, 1));
        var w = difference["rows"]!.AsArray().Single(r => r!["name"]!.GetValue<string>() == "w")!;
        (w["greatest"]!.GetValue<double>(), w["relative"]!.GetValue<double>(), w["changed"]!.GetValue<int>()).ShouldBe((0.5, 0.1, 1));
    }

    [Fact]
    public async Task Files_come_from_this_page_alone_and_a_closed_one_is_gone()
    {
        (await Post("files/send?name=a", Bytes(("x", Tensor.Zeros([1]))), origin: null)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Post("files/send?name=a", Bytes(("x", Tensor.Zeros([1]))), origin: "http://evil.example")).Status.ShouldBe(HttpStatusCode.Forbidden);
        string id = await Send("a", Bytes(("x", Tensor.Zeros([1]))));
        await Post($"files/{id}/close");
        using var gone = await client.GetAsync(new Uri(Address, $"files/{id}/tensors"));
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Hostile_and_broken_files_are_a_sentence_each()
    {
        byte[] onnx = Onnx(), sound = Bytes(("x", Tensor.Zeros([64])));
        byte[] lying = [.. sound];
        lying[2] = 0xff;
        byte[][] files = [[], [1, 2, 3], [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 31))], onnx[..(onnx.Length / 2)], sound[..^8], lying, [.. Enumerable.Repeat((byte)0x3a, 5000)], "{\"format\": \"json\"}"u8.ToArray()];
        foreach (byte[] file in files)
        {
            var (status, text) = await Post("files/send?name=..%2F..%2Fevil", file);
            status.ShouldBe(HttpStatusCode.BadRequest, text);
            string said = JsonNode.Parse(text)!["text"]!.GetValue<string>();
            said.ShouldNotBeEmpty();
            said.ShouldNotContain(Path.GetTempPath());
        }
        (await Get("files/list"))["files"]!.AsArray().Count.ShouldBe(1);
        // And any byte of a sound graph may be another.
        var rng = new Rng(7);
        for (int round = 0; round < 60; round++)
        {
            byte[] bent = [.. onnx];
            for (int i = 0; i < 3; i++) bent[rng.NextInt(bent.Length)] = (byte)rng.NextInt(256);
            var (status, text) = await Post("files/send?name=bent", bent);
            status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.BadRequest]);
            if (status != HttpStatusCode.OK) continue;
            string id = JsonNode.Parse(text)!["id"]!.GetValue<string>();
            using var graph = await client.GetAsync(new Uri(Address, $"files/{id}/graph"));
            ((int)graph.StatusCode).ShouldBeLessThan(500, await graph.Content.ReadAsStringAsync());
            using var tensors = await client.GetAsync(new Uri(Address, $"files/{id}/tensors"));
            ((int)tensors.StatusCode).ShouldBeLessThan(500);
            ((int)(await Post($"files/{id}/shapes")).Status).ShouldBeLessThan(500);
        }
    }

    [Fact]
    public void Weights_are_laid_out_as_what_they_weigh()
    {
        // Two units over pictures of 2 × 3, a line between their tiles.
        var units = WeightPicture.OfUnits(Tensor.From([1f, 2, 3, 4, 5, 6, -6, 0, 0, 0, 0, 0], [2, 6]), 2, 3);
        (units.Width, units.Height, units.Scale).ShouldBe((7, 2, 6));
        sbyte[] shown = [.. units.Pixels.Select(p => (sbyte)p)];
        shown.ShouldBe([21, 42, 64, -128, -127, 0, 0, 85, 106, 127, -128, 0, 0, 0]);
        var filters = WeightPicture.Of(Tensor.Ones([3, 2, 5, 5]));
        (filters.Width, filters.Height).ShouldBe((11, 17));
        // Of a large matrix each point is the number of greatest size of its square.
        var large = new float[1024 * 2];
        large[1 * 1024 + 7] = -3;
        var plain = WeightPicture.Of(Tensor.From(large, [2, 1024]));
        (plain.Width, plain.Height).ShouldBe((512, 1));
        plain.Pixels.Select(p => (sbyte)p).Index().Where(p => p.Item != 0).ShouldHaveSingleItem().ShouldBe((3, (sbyte)-127));
        WeightPicture.Of(Tensor.From([float.NaN, 0f], [2])).Pixels.Select(p => (sbyte)p).ShouldBe([-128, 0]);
    }

    [Fact]
    public void A_shelf_holds_so_many_files_and_takes_its_own_with_it()
    {
        var shelf = new FileShelf();
        for (int i = 0; i < 15; i++) shelf.Open(folder["given.safetensors"]);
        shelf.Rows.Count.ShouldBe(12);
        shelf.Dispose();
        shelf.Rows.ShouldBeEmpty();
        File.Exists(folder["given.safetensors"]).ShouldBeTrue();
    }

    [Fact]
    public void A_graph_of_many_nodes_is_shown_in_parts()
    {
        var model = new Cajal.Onnx.Format.ModelProto { Graph = new() };
        model.Graph.Input.Add(new Cajal.Onnx.Format.ValueInfoProto { Name = "x0" });
        for (int i = 0; i < 100_000; i++)
        {
            var node = new Cajal.Onnx.Format.NodeProto { OpType = "Add", Name = FormattableString.Invariant($"n{i}") };
            node.Input.Add(FormattableString.Invariant($"x{i}"));
            // An edge over many rows, and one backwards that no sound file has.
            node.Input.Add(FormattableString.Invariant($"x{(i % 3 == 0 ? Math.Max(0, i - 40) : i + 5)}"));
            node.Output.Add(FormattableString.Invariant($"x{i + 1}"));
            model.Graph.Node.Add(node);
        }
        var graph = new OnnxGraph(model);
        long begun = System.Diagnostics.Stopwatch.GetTimestamp();
        var view = graph.From(50_000);
        System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalSeconds.ShouldBeLessThan(5);
        (view.Nodes, view.From, view.Boxes.Count).ShouldBe((100_000, 50_000, GraphView.MostNodes));
        view.Edges.ShouldAllBe(e => view.Boxes[e.From].Depth < view.Boxes[e.To].Depth);
        view.Edges.ShouldContain(e => e.Bends.Count > 10);
        graph.From(int.MaxValue).Boxes.Count.ShouldBe(1);
    }
}
