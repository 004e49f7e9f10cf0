/** Why an entry stays a reference: there is nothing for the badge to show, and nothing that anybody could judge. */
export type Reason =
  | 'scope'
  | 'purpose'
  | 'basis'
  | 'value'
  | 'training'
  | 'bearing'
  | 'sanction'
  | 'asked'
  | 'branch'
  | 'statistic'
  | 'precedence';

export const REASONS: { readonly [reason in Reason]: string } = {
  scope: 'says what or whom the code binds; nobody acts on it during a visit',
  purpose: 'gives a motive or an aim and asks for no act',
  basis: 'names what the code rests on; its use is governance, not a visit',
  value: 'an attitude that no event shows and no tick would prove',
  training: 'a matter of training between visits',
  bearing: 'posture and manner: the badge neither watches nor listens, and a tick would prove nothing',
  sanction: 'a sanction of the back office',
  asked: 'a question that the call centre asks the customer after the visit',
  branch: 'a talk that the branch office has with a customer who leaves',
  statistic: 'shows only over many visits; repeat visits are a statistic of the station',
  precedence: 'says which rule wins over another',
};
