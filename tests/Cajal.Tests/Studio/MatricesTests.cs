using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class MatricesTests
{
    [Fact]
    public void The_matrices_of_the_next_batch_multiply_out()
    {
        var course = new Course(StateText.Read("v=1&layers=4:tanh,3:relu", out _));
        course.StepBatch();
        var view = Matrices.Of(course.Bench, new ViewRequest { Name = "matrices", Layer = 2 }, null);
        (view.X.Rows, view.X.Columns, view.W.Rows, view.W.Columns, view.Z.Rows, view.Z.Columns).ShouldBe((10, 4, 3, 4, 10, 3));
        for (int i = 0; i < 10; i++)
            for (int k = 0; k < 3; k++)
            {
                float z = view.B!.Values[0][k] + Enumerable.Range(0, 4).Sum(j => view.X.Values[i][j] * view.W.Values[k][j]);
                view.Z.Values[i][k].ShouldBe(z, 0.01f);
                view.A.Values[i][k].ShouldBe(Math.Max(0, view.Z.Values[i][k]), 1e-5f);
            }
        course.StepSample().ShouldBe(view.Rows[0]);
    }

    [Fact]
    public void A_pinned_point_is_one_row_and_large_matrices_are_cut()
    {
        var bench = new Bench(StateText.Read("v=1&layers=40:tanh&bias=false&batch=30", out _));
        var point = Matrices.Of(bench, new ViewRequest { Name = "matrices", Layer = 1, How = "point" }, 5);
        (point.How, point.X.Rows, point.B).ShouldBe(("point", 1, null));
        point.Rows.ShouldBe([5]);
        point.W.Rows.ShouldBe(40);
        point.W.Values.Count.ShouldBe(12);
        var batch = Matrices.Of(bench, new ViewRequest { Name = "matrices", Layer = 2, How = "point" }, null);
        (batch.How, batch.X.Rows, batch.X.Columns, batch.X.Values.Count, batch.X.Values[0].Length).ShouldBe(("batch", 30, 40, 12, 12));
    }
}
