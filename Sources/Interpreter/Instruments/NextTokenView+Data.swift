import Analysis
import Reports
import Tokenization
import Transformer

/// The same as data.
extension NextTokenView {
  /// What is shown, at full precision.
  var fields: [JSONValue.Member] {
    var fields =
      text.fields + [
        .init("position", .integer(position)),
        .init(
          "settings",
          [
            "k": .integer(count), "sort": .string(order.rawValue),
            "ignore": ignored.json,
          ]),
        .init("entropy_unsteered", .double(unsteered.entropy)),
      ]
    if let steered, let divergence {
      let (kl, entropy) = (divergence.total, steered.entropy)
      fields += [
        .init("entropy_steered", .double(entropy)), .init("kl", .double(kl)),
        .init("kl_over_entropy", .double(kl / entropy)),
        .init("kl_tokens", .array(data(divergence.greatest(count)).objects)),
      ]
    }
    return fields + [.init("tokens", .array(data(rows).objects))]
  }

  /// The rows, at full precision.
  var data: DataTable { data(rows) }

  private func data(_ tokens: [TokenID]) -> DataTable {
    var columns = ["token_id", "token", "prob_unsteered", "logprob_unsteered"]
    if steered != nil {
      columns += ["prob_steered", "logprob_steered", "ratio", "logprob_change", "kl_contribution"]
    }
    let contributions = divergence?.contributions ?? []
    return DataTable(
      "tokens", columns: columns,
      rows: tokens.map { token in
        let before = unsteered.logProbability(of: token)
        var row: [JSONValue] = [
          .integer(Int(token)), .string(text.model.tokenizer.decode([token])),
          .double(unsteered.probability(of: token)), .double(before),
        ]
        if let steered {
          let (after, probability) = (
            steered.logProbability(of: token), steered.probability(of: token)
          )
          row += [
            .double(probability), .double(after),
            .double(probability / unsteered.probability(of: token)), .double(after - before),
            .double(contributions[Int(token)]),
          ]
        }
        return row
      })
  }
}
