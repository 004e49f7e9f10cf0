import type { Words } from '../../shared/profile/profile.js';
import { fill, type Lang, TYPES } from '../report-words.js';

/** What the page says. Those with a hyphen in their name stand in index.html; what is in the report has its words there. */
const SAID: { readonly [line: string]: Words } = {
  'page-title': { zh: 'Doorstep 班长页', en: 'Doorstep for supervisors' },
  'page-lead': {
    zh: '给班长:在站点门口读取工牌,当场看结果。',
    en: 'For supervisors: pull the badges at the depot door, and read what they say.',
  },
  'page-language': { zh: '语言', en: 'Language' },
  'key-title': { zh: '当日钥匙', en: 'Day key' },
  'key-give': { zh: '输入当日钥匙…', en: 'Give a day key…' },
  'key-forget': { zh: '现在忘掉', en: 'Forget it now' },
  'key-heading': { zh: '输入当日钥匙', en: 'Give a day key' },
  'key-lead': {
    zh: '值班台用 doorstep key day 生成:一段文字和一个二维码。它只存在这台设备上,到今天 24 点为止,不会随记录导出。',
    en: 'The desk makes it with doorstep key day, as text and as a QR. It stays on this device until midnight, and is in nothing that is exported.',
  },
  'key-text': { zh: '钥匙的文字(以 DK1 开头)', en: 'Text of the key (it begins with DK1)' },
  'key-scan': { zh: '用相机扫二维码', en: 'Scan the QR' },
  'key-picture': { zh: '从图片读取…', en: 'From a picture…' },
  'key-noscan': {
    zh: '这个浏览器自己不会扫码:把二维码拍成照片后从图片读取,或者粘贴文字。',
    en: 'This browser cannot scan by itself: take a picture of the QR and choose it here, or paste the text.',
  },
  'key-take': { zh: '使用', en: 'Use it' },
  'badge-title': { zh: '工牌', en: 'Badges' },
  'badge-connect': { zh: '连接工牌', en: 'Connect a badge' },
  'logs-title': { zh: '保存在这台设备上的记录', en: 'Logs kept on this device' },
  'logs-note': {
    zh: '浏览器空间不够时可能清掉这里的记录:早些导出。',
    en: 'The browser may clear these logs when it runs short of space: export them soon.',
  },
  'report-title': { zh: '报告', en: 'Report' },
  'report-which': { zh: '工牌', en: 'Badge' },
  'report-day': { zh: '日期', en: 'Day' },
  'order-title': { zh: '发送工单', en: 'Send a work order' },
  'order-more': { zh: '更多', en: 'More' },
  'order-send': { zh: '发送', en: 'Send' },
  'order-cancel': { zh: '取消', en: 'Cancel' },
  'delete-title': { zh: '删除这份记录?', en: 'Delete this log?' },
  'delete-yes': { zh: '删除', en: 'Delete' },
  'delete-no': { zh: '保留', en: 'Keep it' },
  'page-foot': {
    zh: '记录只存在这个浏览器里,直到导出或删除;不发给任何服务器。',
    en: 'Logs stay in this browser until you export or delete them; nothing is sent to any server.',
  },

  noBluetooth: {
    zh: '这个浏览器不能使用蓝牙。请用 Android、Windows、macOS 或 ChromeOS 上的 Chrome 或 Edge 打开;Linux 上先在 chrome://flags 打开 Web Bluetooth;iPhone 和 Firefox 不支持,请在电脑上用 doorstep pull。',
    en: 'This browser cannot use Bluetooth. Open the page in Chrome or Edge on Android, Windows, macOS or ChromeOS; on Linux turn on Web Bluetooth in chrome://flags first. iPhones and Firefox have none: use doorstep pull on a computer.',
  },
  notSecure: {
    zh: '浏览器只在安全的地址上允许蓝牙:请用 https,或在本机用 doorstep page 打开。',
    en: 'A browser allows Bluetooth only at a secure address: open the page by https, or on this machine with doorstep page.',
  },
  adapterOff: {
    zh: '这台设备的蓝牙没有打开,或者没有蓝牙:打开后再连接。',
    en: 'Bluetooth is off on this device, or it has none: turn it on, then connect.',
  },
  keyNone: {
    zh: '这里没有当日钥匙。没有登记过的工牌不用钥匙也能读,但那样什么都没有证明;登记过的工牌要先向值班台要当日钥匙(doorstep key day)。',
    en: 'There is no day key here. A badge that was never enrolled can be read without one, and then nothing is proved; for an enrolled badge ask the desk for a day key (doorstep key day).',
  },
  keyState: {
    zh: '{date} 的钥匙,到今天 24 点自动忘掉。工牌:{badges}',
    en: 'Key of {date}, forgotten at midnight tonight. Badges: {badges}',
  },
  keyTaken: {
    zh: '{date} 的钥匙已收下,到今天 24 点为止,共 {n} 块工牌。',
    en: 'The day key of {date} is here until midnight, for badges: {n}.',
  },
  keysForgotten: { zh: '当日钥匙已忘掉。', en: 'The day key is forgotten.' },
  keysOver: {
    zh: '这一天过去了,当日钥匙已忘掉:向值班台要今天的。',
    en: "The day is over and its key is forgotten: ask the desk for today's.",
  },
  keyForeign: {
    zh: '这不是当日钥匙:它以 DK1 开头,由值班台用 doorstep key day 生成。',
    en: 'This is no day key: one begins with DK1, and the desk makes it with doorstep key day.',
  },
  keyEnrolment: {
    zh: '这是工牌登记时的文字,里面是它永久的钥匙:只能交给值班台(doorstep enrol),请从这台设备上删掉。',
    en: 'This is the text of an enrolment, which holds the keys of a badge for good: it belongs to the desk alone (doorstep enrol), so delete it from this device.',
  },
  keyVersion: {
    zh: '这把钥匙出自更新的 doorstep,这个页面还不认识:联网后重新打开页面。',
    en: 'This day key was made by a newer doorstep than this page: open the page again with a network.',
  },
  keyMistyped: {
    zh: '钥匙的文字有错或不完整:重新复制,或者扫码。',
    en: 'A character of this day key is wrong or missing: copy it again, or scan its QR.',
  },
  keyOver: {
    zh: '这是 {date} 的钥匙,那天已经过去:向值班台要今天的。',
    en: "This is the key of {date}, and that day is over: ask the desk for today's.",
  },
  keyAhead: {
    zh: '这是 {date} 的钥匙,还没到那一天:到时再输入。',
    en: 'This is the key of {date}, which is still to come: give it on that day.',
  },
  keyNoCamera: {
    zh: '相机打不开:允许这个页面使用相机,或者从图片读取,或者粘贴文字。',
    en: 'The camera cannot be used: allow it for this page, or choose a picture, or paste the text.',
  },
  keyNoCode: {
    zh: '图片里找不到二维码:靠近一点、对正再拍,或者粘贴文字。',
    en: 'There is no QR to be read in this picture: take it from closer and straight on, or paste the text.',
  },
  keyRole: {
    zh: '工牌 {badge} 的这把钥匙不允许这样做:向值班台要 dispatch 的钥匙。',
    en: 'The key for badge {badge} does not allow this: ask the desk for one of the role dispatch.',
  },
  mayReader: { zh: '钥匙允许:读取', en: 'Its key may: read' },
  mayArchive: { zh: '钥匙允许:读取、确认', en: 'Its key may: read, acknowledge' },
  mayDispatch: {
    zh: '钥匙允许:读取、确认、校时、发工单',
    en: 'Its key may: read, acknowledge, set its time, send orders',
  },
  mayAdmin: { zh: '钥匙允许:全部', en: 'Its key may: everything' },
  noneYet: { zh: '还没有连接过工牌。', en: 'No badge has been connected yet.' },
  choosing: { zh: '请在浏览器的窗口里选择工牌。', en: "Choose the badge in the browser's window." },
  noneInList: {
    zh: '列表里没有工牌?把它拿到一米以内,看它的屏幕亮不亮;别的手机正连着它时它不出现;Android 上还要打开定位。',
    en: 'No badge in the list? Bring it within a metre and see that its screen is on; it does not show while another phone is connected to it; Android wants Location turned on as well.',
  },
  chooserClosed: { zh: '没有选择工牌。', en: 'No badge was chosen.' },
  connecting: { zh: '正在连接…', en: 'Connecting…' },
  connected: { zh: '已连接工牌 {badge}。', en: 'Badge {badge} is connected.' },
  notConnected: {
    zh: '连不上工牌:拿近一点,再试一次。',
    en: 'The badge could not be reached: bring it closer and try again.',
  },
  badge: { zh: '工牌 {badge}', en: 'Badge {badge}' },
  newBadge: { zh: '工牌(编号还不知道)', en: 'Badge (its number is not known yet)' },
  pull: { zh: '读取记录', en: 'Pull the log' },
  goOn: { zh: '接着读取', en: 'Go on pulling' },
  setTime: { zh: '校准时间', en: 'Set its time' },
  order: { zh: '发工单…', en: 'Send an order…' },
  forget: { zh: '忘掉', en: 'Forget' },
  forgotten: {
    zh: '已忘掉工牌 {badge};它的记录还在。',
    en: 'Badge {badge} is forgotten; its logs are still here.',
  },
  pulling: { zh: '正在读取工牌 {badge}', en: 'Pulling badge {badge}' },
  reached: {
    zh: '{bytes} 字节 · {records} 条记录',
    en: '{bytes} bytes · {records} records',
  },
  again: {
    zh: '连接断了,正在重新连接。{bytes} 字节已保存在这里。',
    en: 'The link dropped; connecting again. {bytes} bytes are safe here.',
  },
  part: {
    zh: '读到一半:{bytes} 字节({records} 条记录)已保存,工牌里一条也没有少。',
    en: 'Half pulled: {bytes} bytes ({records} records) are safe here, and the badge still has all of them.',
  },
  stopped: {
    zh: '连接断了。{bytes} 字节({records} 条记录)已保存,工牌里一条也没有少:拿近一点,按“接着读取”。',
    en: 'The link is gone. {bytes} bytes ({records} records) are safe here, and the badge still has all of them: bring it closer and press “Go on pulling”.',
  },
  kept: {
    zh: '工牌 {badge}:{records} 条记录都已保存,字、记录和页头都检查过,没有缺;工牌已得到确认。{more}',
    en: 'Badge {badge}: all {records} records are kept; words, records and page headers are right and none is missing. The badge was told so. {more}',
  },
  keptReader: {
    zh: '工牌 {badge}:{records} 条记录都已保存,检查无误;这把钥匙只能读,所以工牌会继续留着。{more}',
    en: 'Badge {badge}: all {records} records are kept and right. The key may only read, so the badge keeps them too. {more}',
  },
  keptSigned: {
    zh: '工牌已签名:是最新的,完整无缺。',
    en: 'The badge signed that this is fresh and whole.',
  },
  keptUnsigned: { zh: '连接是开放的:什么都没有证明。', en: 'The link was open: nothing was proved.' },
  keptUntold: {
    zh: '工牌 {badge}:{records} 条记录都已保存,检查无误;但没能告诉工牌,它会继续留着。{more}',
    en: 'Badge {badge}: all {records} records are kept and right, but the badge could not be told: it keeps them too. {more}',
  },
  sealedAnew: {
    zh: '工牌 {badge} 读完以后又封了一次:再读一次,已有的不会重复。',
    en: 'Badge {badge} has sealed its log anew since it was pulled: pull again, what is here does not come twice.',
  },
  torn: {
    zh: '有些字读不出来,可能是断电时没写完的:导出后用 doorstep verify 检查。',
    en: 'Some words cannot be read, as after a power loss: export the log and ask doorstep verify.',
  },
  openSome: { zh: '需要看的:{n} 项。', en: 'To look at: {n}.' },
  openNone: { zh: '没有需要看的。', en: 'Nothing to look at.' },
  notRight: {
    zh: '工牌 {badge} 的记录有问题。已保存,但没有让工牌放手:导出后用 doorstep verify 检查。',
    en: 'Something in the log of badge {badge} is wrong. It is kept, and the badge was not told to let it go: export it and ask doorstep verify.',
  },
  nothing: { zh: '工牌里没有可以保存的记录。', en: 'The badge has no log that could be kept.' },
  notKept: {
    zh: '浏览器没能保存记录,所以没有让工牌放手:腾出空间,再读一次。',
    en: 'The browser could not keep the log, so the badge was not told to let it go: free some space and pull again.',
  },
  failed: { zh: '浏览器没有照办:再试一次。', en: 'The browser did not do it: try again.' },
  noStore: {
    zh: '浏览器不能保存记录(无痕窗口常常这样):请在普通窗口打开。',
    en: 'The browser keeps nothing here (private windows often do not): open the page in an ordinary window.',
  },
  timeSet: {
    zh: '工牌 {badge} 的时间已设为 {at},它确认了。',
    en: 'Badge {badge} was given the time {at}, and says that it took it.',
  },
  timeSetOpen: {
    zh: '已把工牌 {badge} 的时间设为 {at}。连接是开放的,所以这不是证明。',
    en: 'Badge {badge} was given the time {at}. The link is open, so this proves nothing.',
  },
  needsKey: {
    zh: '工牌 {badge} 登记过,没有当日钥匙不能读:向值班台要一把(doorstep key day),在上面输入。',
    en: 'Badge {badge} is enrolled and talks only to who has a day key for it: ask the desk for one (doorstep key day) and give it above.',
  },
  notEnrolled: {
    zh: '这块自称 {badge} 的工牌没有登记过,这里却有它的钥匙:它可能是另一块,或者被清空了。交给值班台重新登记。',
    en: 'What answers as badge {badge} was never enrolled, and there is a key for it here: it is another one, or was erased. Have the desk enrol it anew.',
  },
  otherKey: {
    zh: '工牌 {badge} 不认这把钥匙:它重新登记过,或者是冒名的。向值班台要新的钥匙;还不行,就把工牌留下。',
    en: 'Badge {badge} does not know this key: it was enrolled anew, or it is another one. Ask the desk for a new key, and keep the badge if that is refused too.',
  },
  notSigned: {
    zh: '工牌 {badge} 的签名对不上,传来的内容不可信,没有收下:再读一次;还不行,就把工牌留下。',
    en: 'Badge {badge} did not sign what came, so it was not kept: pull again, and keep the badge if that happens again.',
  },
  notProved: {
    zh: '工牌 {badge} 不认这次证明:再试一次;还不行,向值班台要新的钥匙。',
    en: 'Badge {badge} does not take this proof: try again, and ask the desk for a new key if that fails too.',
  },
  locked: {
    zh: '连着几次有人没能向工牌 {badge} 证明身份,它暂时不理任何人:过一会儿再试。',
    en: 'Too many could not prove anything to badge {badge}, and it talks to nobody for a while: try again later.',
  },
  clocksDiffer: {
    zh: '工牌 {badge} 和这台设备的日期或时间对不上:先看这台设备的时间对不对,过一分钟再试。',
    en: 'Badge {badge} and this device do not agree on the day or time: see that this device is right, and try again in a minute.',
  },
  ordersFull: {
    zh: '工牌 {badge} 的工单满了:请佩戴人先了结一张,再推送。',
    en: 'Badge {badge} knows as many orders as it can: have its wearer close one, then send this again.',
  },
  notKnown: {
    zh: '工牌 {badge} 不懂这个请求:它的程序可能是别的版本。',
    en: 'Badge {badge} does not know this request: its program may be of another version.',
  },
  orderSent: {
    zh: '工单 {order} 已发到工牌 {badge}:看它的屏幕。',
    en: 'Order {order} went to badge {badge}: look at its screen.',
  },
  notTaken: {
    zh: '工牌没有收到:拿近一点,再试一次。',
    en: 'The badge did not get it: bring it closer and try again.',
  },
  orderWrong: { zh: '“{field}”填得不对:{mend}', en: '“{field}” is not right: {mend}' },
  orderLong: {
    zh: '工单有 {bytes} 字节,一次最多 {limit}:少填几个时间。',
    en: 'The order takes {bytes} bytes, and {limit} fit: leave out some times.',
  },
  orderSize: { zh: '{bytes} / {limit} 字节', en: '{bytes} of {limit} bytes' },
  mendId: { zh: '1 到 16 个大写字母、数字或 -。', en: '1 to 16 capital letters, digits or -.' },
  mendDoor: { zh: '最多 12 个英文字符。', en: 'at most 12 plain ASCII characters.' },
  mendTime: { zh: '给出日期和时间。', en: 'give a day and a time.' },
  mendChoice: { zh: '选一项。', en: 'choose one.' },
  saysSystem: { zh: '系统的说法', en: 'What the system says' },

  noLogs: { zh: '还没有记录。', en: 'There are none yet.' },
  logRange: {
    zh: '记录 {first}-{last} · {at} 读取 · {bytes} 字节',
    en: 'Records {first} to {last} · pulled {at} · {bytes} bytes',
  },
  right: { zh: '字、记录、页头:没有问题', en: 'Words, records, page headers: right' },
  wrong: { zh: '有问题', en: 'Not right' },
  sealed: {
    zh: '封印和签名要有钥匙才能查:导出后用 doorstep verify。',
    en: 'Seals are checked where the keys are: export the log and ask doorstep verify.',
  },
  signed: {
    zh: '读取时由工牌签名:是最新的,完整无缺',
    en: 'Fresh and whole, signed by the badge',
  },
  unsigned: {
    zh: '工牌没有签名:是不是最新、完整,没有证明',
    en: 'Not signed by the badge: nothing was proved',
  },
  saved: { zh: '已导出', en: 'Exported' },
  notSaved: { zh: '还没有导出', en: 'Not exported yet' },
  saveLog: { zh: '导出 .dlog', en: 'Export .dlog' },
  saveCsv: { zh: '导出 CSV', en: 'Export CSV' },
  remove: { zh: '删除', en: 'Delete' },
  exported: { zh: '{file} 已交给浏览器保存。', en: '{file} was handed to the browser to save.' },
  removed: { zh: '已删除。', en: 'Deleted.' },
  deleteSaved: { zh: '它已经导出过。', en: 'It has been exported.' },
  deleteUnsaved: {
    zh: '它还没有导出。工牌可能已经用新记录盖掉了旧的:删掉就找不回来。',
    en: 'It has not been exported. The badge may have written over these records by now: deleted, they are gone.',
  },
  unknownProfile: {
    zh: '工牌 {badge} 用的是站点自己的规范(版本 {version}),这里没有:用 doorstep report --profile 看结果。',
    en: 'Badge {badge} follows a profile of your own (version {version}) that this page does not have: read it with doorstep report --profile.',
  },
  noReport: { zh: '读取一块工牌,这里就有报告。', en: 'Pull a badge, and its report stands here.' },
  noVisits: { zh: '记录里还没有上门。', en: 'There is no visit in these logs yet.' },
  aboutLogs: { zh: '关于这些记录', en: 'About these logs' },
  noDay: { zh: '日期不明', en: 'Day not known' },
  allDays: { zh: '所有日期', en: 'All days' },
  dayPicture: { zh: '这一天的上门', en: 'The visits of the day' },
  toLookAt: { zh: '需要看 {n}', en: '{n} to look at' },
  inOrder: { zh: '没有需要看的', en: 'nothing to look at' },
  allVerdicts: { zh: '全部判定({n})', en: 'All verdicts ({n})' },
};

/** The fields of an order, and the words of their choices. */
const FIELDS: { readonly [name: string]: Words } = {
  id: { zh: '工单号', en: 'Order number' },
  type: { zh: '类型', en: 'Type' },
  dispatched: { zh: '派单时间', en: 'Dispatched' },
  reported: { zh: '申告时间', en: 'Reported' },
  accepted: { zh: '受理时间', en: 'Accepted' },
  arrivedInDepartment: { zh: '到部门时间', en: 'Came to the department' },
  appointment: { zh: '约定时间', en: 'Appointment' },
  slotEnd: { zh: '约定到几点', en: 'End of the slot' },
  notAfter: { zh: '有效期至', en: 'Not valid after' },
  issued: { zh: '签发时间', en: 'Issued' },
  customer: { zh: '客户', en: 'Customer' },
  area: { zh: '地区', en: 'Area' },
  site: { zh: '地点', en: 'Site' },
  access: { zh: '接入', en: 'Access' },
  lineOwner: { zh: '线路属于', en: 'Line belongs to' },
  cable: { zh: '要布线', en: 'Cable to be laid' },
  fee: { zh: '收费', en: 'Fee' },
  door: { zh: '门口提示(英文)', en: 'Door hint' },
};

const CHOICES: { readonly [value: string]: Words } = {
  '': { zh: '不明', en: 'not known' },
  'customer.home': { zh: '家庭', en: 'home' },
  'customer.enterprise': { zh: '企业', en: 'enterprise' },
  'area.urban': { zh: '城区', en: 'urban' },
  'area.township': { zh: '乡镇', en: 'township' },
  'area.village': { zh: '自然村', en: 'village' },
  'site.home': { zh: '客户家里', en: "customer's home" },
  'site.equipment-room': { zh: '机房', en: 'equipment room' },
  'access.lan': { zh: 'LAN', en: 'LAN' },
  'access.adsl': { zh: 'ADSL', en: 'ADSL' },
  'lineOwner.company': { zh: '公司', en: 'company' },
  'lineOwner.customer': { zh: '客户', en: 'customer' },
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
};

/** What stands in a line for the names in its braces. */
export type Values = { readonly [name: string]: string | number };

export function tell(line: string, lang: Lang, values: Values = {}): string {
  const words = SAID[line];
  if (!words) throw new Error(`the page has no words for ${line}`);
  return fill(words[lang], values);
}

export function fieldName(name: string, lang: Lang): string {
  return FIELDS[name]?.[lang] ?? name;
}

/** A choice of a field in words. `value` '': not known. */
export function choiceName(field: string, value: string, lang: Lang): string {
  const words = field === 'type' ? TYPES[value] : (CHOICES[`${field}.${value}`] ?? CHOICES[value]);
  return words?.[lang] ?? value;
}

/** The words of each line in both languages: for the test that none is missing. */
export const LINES: readonly string[] = Object.keys(SAID);

/** A reader of Chinese gets Chinese, everybody else English. */
export function langOf(languages: readonly string[]): Lang {
  return /^zh\b/i.test(languages[0] ?? '') ? 'zh' : 'en';
}
