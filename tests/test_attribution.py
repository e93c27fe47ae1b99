"""Named origins of figures and how far they reach."""

import pytest

from kaoju.attribution.mentions import find_mentions
from kaoju.attribution.naming import origin_name
from kaoju.claims import extract_claims
from kaoju.registers import EMPTY, default_registers
from kaoju.text.load import load_documents
from kaoju.text.normalize import normalize
from kaoju.text.segment import segment


@pytest.fixture
def origins(tmp_path):
    def _origins(text, registers=EMPTY):
        path = tmp_path / "text.txt"
        path.write_text(text, encoding="utf-8")
        normalized = normalize(load_documents([str(path)])[0][0])
        return [c.attribution for c in extract_claims(normalized, segment(normalized), registers=registers)]

    return _origins


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("据Canalys数据，全球出货量为3亿台。", ["Canalys"]),
        ("根据国家统计局公布的数据，粮食产量达1.4万亿斤。", ["国家统计局"]),
        ("国际权威调研机构欧睿(Euromonitor)的报告显示，门店数达8600家。", ["欧睿"]),
        ("远景研究院预测，2030年市场规模将达到500亿元。", ["远景研究院"]),
        ("《江州市低空经济行动计划》提出，规模力争突破1000亿元。", ["江州市低空经济行动计划"]),
        ("产量为20万吨（数据来源：海关总署）。", ["海关总署"]),
        ("海关数据表明，进口增长3%。", ["海关"]),
        ("在Omdia看来，今年出货量约为3亿部。", ["Omdia"]),
        ("研究机构佳云写道，份额达20%。", ["佳云"]),
        ("Frost & Sullivan预测，规模将达327亿美元。", ["Frost & Sullivan"]),
        ("中国汽车流通协会的调查里，六成经销商亏损。", ["中国汽车流通协会"]),
        ("清华大学一项研究发现，患病率为12%。", ["清华大学"]),
        ("信达生物公告称，缓解率为45%。", ["信达生物"]),
        ("中国有色金属工业协会披露，产量为30万吨。", ["中国有色金属工业协会"]),
        ("雷军在微博称，交付突破4万台。", ["雷军"]),
        ("地产研究部主管陈海潮料，全月约5000宗。", ["陈海潮"]),
        ("首席财务官王伟在会上给了个区间，占收入的10%。", ["王伟"]),
        ("国际能源署在《世界能源展望》中预测，需求增长3%。", ["国际能源署"]),
        ("百川盈孚监测，均价为1.2万元。", ["百川盈孚"]),
        ("海森咨询追踪的各家厂商出货量为120万台。", ["海森咨询"]),
        ("海森咨询在最新报告里把全年出货量预期定为120万台。", ["海森咨询"]),
        # nobody is named
        ("公司方面透露，订单超过2万台。", [None]),
        ("另有机构预测显示，市场规模达800亿元。", [None]),
        ("数据显示，销量为20万辆。", [None]),
        ("据悉，该项目总投资30亿元。", [None]),
        ("业内人士表示，价格将上涨5%。", [None]),
        ("根据最新统计数据，用户达3亿人。", [None]),
        ("詹氏证券分析师何嘉分析，订单成长40%。", ["何嘉"]),
        ("TrendForce分析第3季营收，SK海力士季增12.4%。", ["TrendForce"]),
        ("主计总处主计长陈淑姿昨（13）日表示，成长率为5%。", ["陈淑姿"]),
        ("美国商务部周二(6日)公布数据显示，出口下降1.8%。", ["美国商务部"]),
        ("美国商务部当地时间11月5日发布的统计显示，逆差为280亿美元。", ["美国商务部"]),
        ("据土地注册处最新资料显示，本月录得1557宗。", ["土地注册处"]),
        ("据江海资讯资料，产值季增8.1%。", ["江海资讯"]),
        ("五部委联合发布生猪数据，猪粮比为8.66:1。", ["五部委"]),
        ("订单增加，法人预估全年EPS上看20元。", ["法人"]),
        ("订单增加，一家美系外资指出，毛利率为59%。", ["美系外资"]),
        ("美系外资高盛将旭鼎目标价由1,888元升至1,988元。", ["高盛"] * 2),
        ("李宜家上调旭鼎2026年每股纯益13.8%。", ["李宜家"]),
        # words of reckoning, what is measured by, and what one does are nobody
        ("据估计，需求将上升40倍。", [None]),
        ("按照输出电量衡量，成本下降75%。", [None]),
        ("成本由2008年的1,237美元，降至143美元。", [None, None]),
        ("外资提前押宝旭鼎的法说行情，失守季线1400元。", [None]),
        ("蔚来上调全年资本支出至100亿元。", [None]),
        ("三家车企的财报数据显示，收入为203亿元。", [None]),
        # who announces his own doings is no origin
        ("蓝岸航空宣布将投入30亿元购买飞机。", [None]),
    ],
)
def test_origin(origins, text, expected):
    assert origins(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("据南方电力研究院统计，上半年新增装机52吉瓦。", ["南方电力研究院"]),
        ("【库存】隆宇资讯口径，本周纯碱库存170万吨，环比降2%。", ["隆宇资讯", "隆宇资讯"]),
        ("县茶叶局的数字：全县今年种茶12万亩，占耕地18%。", ["县茶叶局", "县茶叶局"]),
        ("市水务局提供的数据是，日供水能力为320万吨。", ["市水务局"]),
        ("经济学人智库给出的预测更高，为4.9%。", ["经济学人智库"]),
        ("协会秘书长周建国翻开账本说，全年会费收入800万元。", ["周建国"]),
        ("公司董事会秘书何静透露，在手订单50亿元。", ["何静"]),
        ("副處長陳惠欣說明，初次尋職者增加5000人。", ["陈惠欣"]),
        ("IDC预计出货量增长2%。", ["IDC"]),
        ("联合国粮农组织称，食品价格上涨2%。", ["联合国粮农组织"]),
        ("世界黄金协会统计，全球央行净购金220吨。协会表示，金饰需求下降19%。", ["世界黄金协会"] * 2),
        ("主計總處統計，失業率3.4%。", ["主计总处"]),
        ("渝江银行发布的居民信心调查显示，指数为98。", ["渝江银行"]),
        ("携程集团发布的报告显示，订单增长30%。", ["携程集团"]),
        # a firm that makes its own figures public
        ("玉门关旅游集团披露2025财年中期成绩，客流录得312万人次。", [None]),
        ("渝江银行发布三季度报告，净利润92亿元。", [None]),
        # the scope of a number is nobody
        ("同口径，收入增长3%。", [None]),
        ("乘用车口径下，零售约为130万辆。", [None]),
    ],
)
def test_ways_of_naming(origins, text, expected):
    assert origins(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # where, when and how somebody says it, or what he goes by, may stand between him and the verb
        ("海关司司长何嘉在介绍2025年前三季度外贸进出口有关情况时表示，出口增长2.8%。", ["何嘉"]),
        ("远山集团在2月曾表示，将持有33%的股权。", ["远山集团"]),
        ("主计长陈淑姿二十九日在立法院透露，成长率至少3.5%。", ["陈淑姿"]),
        ("《华尔街日报》周三援引知情人士的话报道称，投资额为10亿美元。", ["华尔街日报"]),
        ("佳源研究院根据工信部的产量数据推算，份额为13%。", ["佳源研究院"]),
        ("江海证券分析称，产量将增长8%。", ["江海证券"]),
        ("局长何嘉介绍说，产量增长8%。", ["何嘉"]),
        ("美国商业内幕网站称，出货量为4650万部。", ["美国商业内幕网站"]),
        # an English name behind a post; the name of a person that ends like a verb
        ("研究员Jitesh Ubrani指出，出货量增长8%。", ["Jitesh Ubrani"]),
        ("李洪达记得，当时卖到2700元。", ["李洪达"]),
        # a dateline is no part of the name
        ("江海网讯(记者 倪铭)中国物流联合会4月28日发布数据显示，指数为53。", ["中国物流联合会"]),
        # what somebody holds, edits or looks at
        ("江海青年报社调查中心对职场青年进行的一项调查显示，六成受访者关注。", ["江海青年报社调查中心"]),
        ("省统计局今天召开评审会，公布成长率为3.28%。", ["省统计局"]),
        ("先看IDC的数据。当季出货3.53亿部。", ["IDC"]),
        ("高盛给予旭鼎的本益比拉高到39倍。", ["高盛"]),
        ("其中高盛除调降评等，还将目标价下修至1400元。", ["高盛"]),
        ("IDC在最新的报告中，把预期定为120万台。", ["IDC"]),
        ("根据Ericsson Mobility Report，流量增长42%。", ["Ericsson Mobility Report"]),
        ("县外经贸局昨日发布消息，出口额6.3亿美元。", ["县外经贸局"]),
        ("据江海海关开展的“先导指数”问卷调查表明，指数升至52。", ["江海海关"]),
        ("县外经贸局有关负责人介绍，出口额6.3亿美元。", ["县外经贸局"]),
        ("江海旅行大数据显示，订单占67%。", ["江海旅行"]),
        ("汤姆森路透撰文表示，利润增长41%。", ["汤姆森路透"]),
        ("根据金融资料服务供应商FnGuide，营收成长6%。", ["FnGuide"]),
        ("根据江海智库访调22位分析师的看法，利益下滑一成。", ["江海智库"] * 2),
        ("中国旅游研究院(文化和旅游部数据中心)数据显示，半径为189公里。", ["中国旅游研究院"]),
        ("江海半导体协会（TSIA）昨（13）日二度上修今年产值至6.4兆元。", ["江海半导体协会"]),
        ("据台积电创办人张忠谋先前所说，改善了15万人的生活。", ["张忠谋"]),
        ("产业顾问周士雄指出，成长率为9.8%。", ["周士雄"]),
        ("洪丕正指出，目标为8%。", ["洪丕正"]),
        ("（江海之声）根据江海海关周六公布的数据，出口量为6150吨。", ["江海海关"]),
        ("记者查询海关总署网站获悉，出口稀土4000吨。", ["海关总署"]),
        ("局长苏锦梁昨出席旅游展开幕礼时说，旅客上升3%。", ["苏锦梁"]),
        ("江海旅发局总干事刘镇汉表示，消费下跌8%。", ["刘镇汉"]),
        ("王乐君介绍，上半年牛奶产量增长3%。", ["王乐君"]),
        ("近期江海研究院组织专家测算，供应量增加三成。", ["江海研究院"]),
        ("佳源咨询的分析师曾经预测过，出货量将达到1490万部。", ["佳源咨询"]),
        ("国铁集团客运部主任黄欣：春运中，运能提升8%。", ["黄欣"]),
        ("江海研究副理陈若榆表示，出货月成长可达10%。", ["陈若榆"]),
        ("资深研究副总邱宇彬认为，稼动率将下滑至65%。", ["邱宇彬"]),
        ("江海联准银行周二公布的9月「消费者预期调查」显示，受访者认为失业率升至14%。", ["江海联准银行"]),
        ("江海联准银行9月的消费者调查显示，失业率升至14%。", ["江海联准银行"]),
        ("投资巨擘凯雷（Carlyle）自行模型推算则指出，新增1.7万人。", ["凯雷"]),
        # behind its figures, in brackets, in a table
        ("产量为3万件，增速创新高，江海工业协会指出。", ["江海工业协会"]),
        ("甲厂有3万件，乙厂有4万件，这是江海研究院给出的数字。", ["江海研究院"] * 2),
        ("产量为3万件（江海研究院数据）。乙厂有4万件。", ["江海研究院", None]),
        ("佳源咨询统计口径下，产量为3万件。而在江海咨询的表里，只有2万件。", ["佳源咨询", "江海咨询"]),
        ("用何嘉嘉的话说，产量为3万件。", ["何嘉嘉"]),
        ("一份由江海研究院完成的报告估计，产量为3万件。", ["江海研究院"]),
        ("江海证券则维持5万件的判断。", ["江海证券"]),
        ("被问及成本，总经理何嘉答：“每件3万元。”", ["何嘉"]),
        # the base of a valuation, whom a policy is meant for, a topic, and a rise of the market are nobody
        ("依据旭鼎2026年的预估获利，给予28倍的本益比。", [None]),
        ("市场对下周政府公布新一份《施政报告》有期待，涨幅为3%。", [None]),
        ("先看价格。均价为3万元。", [None]),
        ("公司召开动员会，发布目标产量30万吨。", [None]),
        ("安徽省指出，目标为8%。", [None]),
        ("海锂科技上调全年销量目标至10万辆。", [None]),
        ("据估测，产量为30万吨。", [None]),
        ("出口优于主计总处预期，年增3%。", [None]),
        ("金融业预计增长3%。", [None]),
        ("美国股市在数据发布后下滑0.2%。", [None]),
        ("根据最新的基准修正显示，就业下修3%。", [None]),
        ("27吋FHD IPS预估上涨0.2美元。", [None, None]),
        ("产量为3万件（初步数据）。", [None]),
        ("产量为3万件，这是今年最好的数字。", [None]),
    ],
)
def test_more_ways_of_naming(origins, text, expected):
    assert origins(text, default_registers()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("据Frost & Sullivan数据，产量为3万吨。", ["Frost & Sullivan"]),
        ("J.D. Power的数据显示，产量为3万吨。", ["J.D. Power"]),
        ("记者从North River Research获悉，产量为3万吨。", ["North River Research"]),
        ("产量为3万吨（数据来源：国际能源署（IEA））。", ["国际能源署"]),
        ("经合组织指出，产量为3万吨。", ["经合组织"]),
        ("报道援引江州市统计局的数据称，产量为3万吨。", ["江州市统计局"]),
        ("媒体援引江海研究院的话说，产量为3万吨。", ["江海研究院"]),
        ("产量达到3万吨，据远景咨询统计。", ["远景咨询"]),
        ("按何嘉的说法，产量为3万吨。", ["何嘉"]),
        ("按销售口径，产量为3万吨。", [None]),
        ("远瞻咨询：预计产量为3万吨。", ["远瞻咨询"]),
        ("中岳期货：维持“看多”评级，预计产量为3万吨。", ["中岳期货"]),
        ("果农王大勇指出，产量为3万吨。", ["王大勇"]),
        ("花旗银行料今年产量为3万吨。", ["花旗银行"]),
        ("江海大学说，产量为3万吨。", ["江海大学"]),
        ("斯坦福大学发布的《制造业观察》显示，产量为3万吨。", ["斯坦福大学"]),
        ("斯坦福大学《制造业观察》指出，产量为3万吨。", ["斯坦福大学"]),
        ("《远洋新闻》称，产量为3万吨。", ["远洋新闻"]),
        # nobody is named
        ("一名店员表示，产量为3万吨。", [None]),
        ("多名供应链人士透露，产量为3万吨。", [None]),
        ("据接近公司的人士介绍，产量为3万吨。", [None]),
        ("来自业内人士的数据显示，产量为3万吨。", [None]),
    ],
)
def test_names_and_frames(origins, text, expected):
    assert origins(text) == expected


@pytest.mark.parametrize(
    "house", ["江州市医疗保障局", "远瞻咨询", "江海大学课题组", "江州博物馆", "中岳期货"]
)
@pytest.mark.parametrize(
    "text",
    [
        "{house}的判断是，{claim}。",
        "{house}给的数是，{claim}。",
        "{house}提供的资料，{claim}。",
        "{house}监测到，{claim}。",
        "{house}算过一笔账，{claim}。",
        "{house}指今年{claim}。",
        "{house}在周报里写道，{claim}。",
        "{house}新闻发言人介绍，{claim}。",
        "{house}工作人员告诉记者，{claim}。",
        "{house}对1200人的调查显示，{claim}。",
        "{house}发布的月报显示，{claim}。",
        "{claim}，这一数字来自{house}。",
    ],
)
def test_ways_of_telling(origins, house, text):
    assert origins(text.format(house=house, claim="产量为3万吨"))[-1] == house


@pytest.mark.parametrize(
    "post",
    [
        "江州博物馆馆长",
        "协会秘书长",
        "水果批发商",
        "急救站站长",
        "第三小学校长",
        "汽车经销商",
        "联盟执行主席",
    ],
)
@pytest.mark.parametrize(
    "text", ["{who}说，{claim}。", "{who}给出的数字是，{claim}。", "据{who}介绍，{claim}。"]
)
def test_posts(origins, post, text):
    assert origins(text.format(who=post + "何嘉", claim="产量为3万吨")) == ["何嘉"]


@pytest.mark.parametrize("who", ["柜员小刘", "小刘", "养殖户老周", "老周", "店长阿水"])
@pytest.mark.parametrize("text", ["{who}说，{claim}。", "{who}告诉记者，{claim}。", "“{claim}。”{who}说。"])
def test_familiar_names(origins, who, text):
    assert origins(text.format(who=who, claim="今年产量为3万吨")) == [who[-2:]]


@pytest.mark.parametrize("name", ["国家统计局", "江州海关", "远瞻咨询", "中国果品流通协会"])
@pytest.mark.parametrize(
    "listed",
    [
        "| 品种 | 产量（万吨） |\n| --- | --- |\n| 苹果 | 1400 |\n| 香蕉 | 690 |",
        "- 苹果：1400万吨\n- 香蕉：690万吨",
        "①苹果：1400万吨\n②香蕉：690万吨",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        # above a table or list
        "{name}公布的数据显示，产量增长。各品种产量如下：\n\n{listed}",
        "表1 各品种产量（数据来源：{name}）\n\n{listed}",
        "表1 各品种产量\n单位：万吨　资料来源：{name}\n\n{listed}",
        "下面是{name}公布的各品种产量：\n\n{listed}",
        "以下数据来自{name}：\n\n{listed}",
        "据{name}监测，均价为6元。\n\n表1 各品种产量\n\n{listed}",
        # below it
        "各品种产量：\n\n{listed}\n\n资料来源：{name}，2025年11月",
        "各品种产量：\n\n{listed}\n\n（数据来源：{name}）",
        "各品种产量：\n\n{listed}\n\n注：数据来自{name}。",
        "各品种产量：\n\n{listed}\n\n注：以上为{name}统计。",
        "各品种产量：\n\n{listed}\n\n▲数据：{name}",
    ],
)
def test_tables_and_lists(origins, name, listed, text):
    assert origins(text.format(name=name, listed=listed))[-2:] == [name] * 2


def test_a_note_of_a_house_speaks_for_itself(origins):
    text = "硅料价格企稳\n\n江海证券研究所　电力设备组　2025年11月9日\n\n均价为52元。\n\n据{0}统计，产量52吉瓦。\n\n我们预计，明年产量为60吉瓦。"
    assert origins(text.format("远瞻咨询")) == ["江海证券", "远瞻咨询", "江海证券"]


def test_a_body_and_its_short_name_are_one(origins):
    text = "劳动部劳动基金运用局今天公布，规模达7兆元。\n\n新制基金收益率为9%。\n\n劳金局表示，投资占54%。"
    assert origins(text)[:2] == ["劳动部劳动基金运用局"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "上周五，远山航空与北海航空先后披露2025年中期业绩，收入为3亿元。",
        # the head of a section, a firm's own figures, and growth, which is no post
        "市场研究：预计产量为3万吨。",
        "盈利预测与评级：预计产量为3万吨。",
        "江海证券：净利润为3亿元。",
        "预计增长高达3%。",
        "我的判断是，产量为3万吨。",
    ],
)
def test_who_tells_nothing(origins, text):
    assert origins(text) == [None]


@pytest.mark.parametrize(
    ("line", "expected"),
    [("数据来源：海关总署", "海关总署"), ("资料来源：海关总署", "海关总署"), ("来源：海江晚报", None)],
)
def test_a_note_of_the_data_names_the_origin_of_the_paragraph_above(origins, line, expected):
    assert origins(f"进口额为9亿元。\n\n出口额为3亿元，进口额为2亿元。\n\n{line}") == [
        None,
        expected,
        expected,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who speaks goes on to the end of the paragraph, and beyond it where he is pointed at
        ("集邦指出，供货有限。本周颗粒价格上涨7.1%。", ["TrendForce"]),
        ("局长何嘉表示，进口回升。前三季度原油进口量增加2.6%。\n他表示，出口增长9.7%。", ["何嘉"] * 2),
        ("总裁陈永杰指出，交投加快。陈又称，全月可达2500宗。", ["陈永杰"]),
        ("主计长陈淑姿表示，成长率为3.5%。但她补充，物价上涨2.03%。", ["陈淑姿"] * 2),
        ("摩根大通认为毛利较好，目标价20港元。\n该行指出，资本开支升至67亿元。", ["摩根大通"] * 2),
        ("再看Counterpoint Research。\n报告指出，出货4480万台。", ["Counterpoint"]),
        ("总裁陈永杰指出，交投加快。董事杨明仪称，租金回升。陈又称，全月可达2500宗。", ["陈永杰"]),
        ("资策会预估，产值成长1%。预估全球半导体规模成长9.8%。", ["资策会"] * 2),
        ("总经理宦吉运说，接单3万件。\n“目前开局良好，计划产值5000万元。”宦吉运信心满满。", ["宦吉运"] * 2),
        ("陈又称，租金回升。\n总裁陈永杰指出，交投加快。陈又称，全月可达2500宗。", ["陈永杰"]),
        (
            "“目前每公斤49元。比二月低了10元。”局长何嘉说。\n“存栏升了三成。明年还会涨。”他说，供应会增加8%。",
            ["何嘉"] * 4,
        ),
        (
            "处长蔡美娜说，根据主计总处预测，出口达1723亿美元。\n她提到，第4季比预期值高150亿美元。",
            ["行政院主计总处", "蔡美娜"],
        ),
        ("IDC的报告显示，总出货8400万台。研究员何嘉指出，需求转入上季。厂商方面，联想占24%。", ["IDC"] * 2),
        (
            "“组件占比达85%。出口增长77.6%。”8月26日，论坛在成都举行，理事长王勃华在致辞中表示，行业有韧劲。",
            ["王勃华"] * 2,
        ),
        ("《江海日报》公布最新调查显示，前景看淡。\n调查显示，月均增幅仅有7万人。", ["江海日报"]),
        ("总经理何嘉认为，甲厂有3万件。\n“乙厂有4万件。丙厂有5万件。”", ["何嘉"] * 3),
        (
            "总经理何嘉告诉记者：“甲厂有3万件。\n“乙厂有4万件。\n“丙厂有5万件。”\n门店有6万家。",
            ["何嘉"] * 3 + [None],
        ),
        ("据江海研究院测算，甲厂有3万件。\n该院预计，乙厂有4万件。", ["江海研究院"] * 2),
        # a report is pointed back at, and taken apart in the next paragraph
        ("江州市政府工作报告提出，产量达3万件。\n报告回顾，去年产量为2万件。", ["江州市政府工作报告"] * 2),
        (
            "据江海研究院统计，产量为3万件。\n分季度看，一季度有1万件。\n门店有20间。",
            ["江海研究院"] * 2 + [None],
        ),
        # the first sentence of a text is no title that names its origin
        (
            "协会会长何嘉表示，产量为3万件。\n协会数据显示，出口为1万件。\n门店有20间。",
            ["何嘉", "协会", None],
        ),
        # a quotation of shares and a firm he has not spoken of end it
        ("“目前开局良好，计划产值5000万元。”车间里机器轰鸣。", [None]),
        ("去年他们喊出“增长5%。三年翻番。”的口号，董事长何嘉说，现在不提了。", [None]),
        ("根据江海研究院的资料，公司占18%。招股书显示，营收5亿元。", ["江海研究院", None]),
        ("总经理何嘉认为，甲厂有3万件。\n“乙厂有4万件。丙厂有5万件。”车间里贴着标语。", ["何嘉", None, None]),
        ("董事长何嘉说，订单回升。远山股份昨收报98元。", [None]),
        ("江海研究院认为，规模达1万亿元。远山科技的产能为3万吨。", ["江海研究院", None]),
    ],
)
def test_reach_of_speakers(origins, text, expected):
    assert origins(text, default_registers()) == expected


def test_a_table_announced_by_an_office_is_its_own(origins):
    text = "南江金融监管局通报全省保险业运行情况，主要数据见下表。\n\n| 险种 | 保费（亿元） |\n| --- | --- |\n| 寿险 | 463.9 |\n\n寿险占全部保费57.2%。\n"
    assert origins(text) == ["南江金融监管局"] * 2


def test_a_short_report_holds_throughout_behind_its_date(origins):
    text = "云岭省经济运行简况\n2025-10-22\n\n省统计局今天发布数据，全省生产总值2.31万亿元。\n\n工业：工业增加值增长4.9%。\n"
    assert origins(text) == ["省统计局"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a quotation of several sentences, its speaker before it, within it or behind it
        ("董事长何嘉说，“收入5亿元。海外占三成。明年会到四成。”门店有20间。", ["何嘉"] * 3 + [None]),
        ("“收入5亿元。海外占三成。”董事长何嘉说。", ["何嘉"] * 2),
        (
            "“占28%，”首席执行官丹尼尔·雷耶斯（Daniel Reyes）说，“约5亿美元。韩国占26%。”",
            ["丹尼尔·雷耶斯"] * 3,
        ),
        (
            "“去年挣8400元。”谈起价格战，某厂财务总监赵启明这样给记者算账，“让利2100元。”按他的说法，让利占七成五。",
            ["赵启明"] * 3,
        ),
        ("首席财务官吴安娜接着给了几个数：订单62亿元。下季度，她预计营收19亿元。", ["吴安娜"] * 2),
        ("一家欧系外资出具的报告指出，出货6万柜。该券商因此把目标价升至120元。", ["欧系外资"] * 2),
        ("高盛维持“中性”，理由是市盈率已有18倍。", ["高盛"]),
        ("法人据每台3万元的均价推算，营收可增7亿元。", ["法人"] * 2),
        # quotes about words, and a paragraph that never closes them, are nobody's
        ("公司的“三年计划”写明，收入5亿元。海外占三成。", [None, None]),
        ("董事长何嘉说，“收入5亿元。\n门店有20间。", ["何嘉", None]),
        ("该行业收入5亿元。", [None]),
        ("住户抽样调查显示，人均收入1.6万元。", [None]),
    ],
)
def test_quotations(origins, text, expected):
    assert origins(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("据中汽协数据，10月销量305万辆。\n此外，出口54万辆。", ["中汽协"] * 2),
        ("国家统计局 2020年10月19日\n前三季度，国内生产总值72万亿元。", ["国家统计局"]),
        ("[国家统计局]前三季度居民收入情况\n人均可支配收入26265元。", ["国家统计局"]),
        ("据《江海日报》报道，出口下降10%。\n报道指出，进口减少13.5%。", ["江海日报"] * 2),
        ("黄伟杰说，按此标准，每月接单达402亿美元。", ["黄伟杰"]),
        ("法人估算，合约价将季增30%。大湾电9月营收61亿元。", ["法人", None]),
        # a chapter of its own, another house, and the reporter's reckoning end it
        ("据中汽协数据，10月销量305万辆。\n## 价格\n碳酸锂报7.35万元/吨。", ["中汽协", None]),
        ("据中汽协数据，10月销量305万辆。\n据某媒体，价格为7.35万元/吨。", ["中汽协", None]),
        ("黄伟杰说，接单达402亿美元；我们的判断是，明年为450亿美元。", ["黄伟杰", None]),
    ],
)
def test_reach_of_briefs(origins, text, expected):
    assert origins(text) == expected


def test_a_label_of_its_own_ends_the_reach(origins):
    text = "钢谷研究院数据显示，总库存1399万吨。\n▪ 螺纹：库存563万吨。\n\n【成本】吨钢成本3040元。\n"
    assert origins(text) == ["钢谷研究院", "钢谷研究院", None]


def test_reach_over_plain_continuations(origins):
    text = "据乘联会数据，9月零售224万辆，同比增长6%。其中新能源占57.8%。\n\n另一家公司的门店数为32家。"
    assert origins(text) == ["乘联会", "乘联会", "乘联会", None]


def test_a_sentence_of_its_own_breaks_the_reach(origins):
    text = "根据赛迪顾问数据，市场规模800亿元。然而，国产芯片的市场份额仅为17%。"
    assert origins(text) == ["赛迪顾问", None]


def test_a_lead_in_holds_for_its_list(origins):
    assert origins("据协会统计，各省产量（单位：万吨）如下：\n- 甲省：12\n- 乙省：9\n")[:1] in (
        [None],
        ["协会"],
    )


def test_whole_report_has_one_origin(origins):
    text = "10月主要数据\n\n国家统计局 2025年11月14日\n\n现将主要数据公布如下：\n\n零售总额46591亿元。\n\n失业率为5.1%。"
    assert origins(text) == ["国家统计局", "国家统计局"]


_SECTIONS = "一、参保情况\n\n参保人数为512万人，增长1.2%。\n\n二、收支情况\n\n全年收入达86亿元。"


@pytest.mark.parametrize(
    "office", ["江州市医疗保障局", "江州博物馆", "中国造纸学会", "江州市总工会", "江州海关"]
)
@pytest.mark.parametrize(
    "text",
    [
        # a byline, with its date beside or below it, in brackets, with a label, of two offices
        "2025年统计公报\n\n{office}\n2026年3月5日\n\n{body}",
        "2025年运行情况\n\n{office}　2026年3月5日\n\n{body}",
        "2025年运行情况\n\n（{office}　2026年3月5日）\n\n{body}",
        "2025年运行情况\n\n{office}　国家统计局江州调查队\n（2026年3月5日）\n\n{body}",
        "2025年运行情况\n\n发布时间：2026-03-05　来源：{office}\n\n{body}",
        "2025年运行情况\n\n发布机构：{office}　发布日期：2026-03-05\n\n{body}",
        # the title, what the text says of itself, a signature
        "{office}关于2025年运行情况的通报\n\n{body}",
        "{office}2025年度统计公报\n\n{body}",
        "2025年运行情况\n\n本报告由{office}编制。\n\n{body}",
        "2025年运行情况\n\n{body}\n\n注：以上数据均来自{office}。",
        "2025年运行情况通报\n\n{body}\n\n{office}\n2026年3月5日",
        # the news of it
        "2025年运行情况\n\n{office}现将2025年主要情况通报如下：\n\n{body}",
        "2025年运行情况\n\n3月5日，{office}发布2025年运行情况。\n\n{body}",
        "2025年运行情况\n\n记者从{office}获悉，覆盖面扩大。\n\n参保人数为512万人，增长1.2%。\n\n全年收入达86亿元。",
    ],
)
def test_an_office_that_issues_a_text_is_its_origin(origins, office, text):
    assert origins(text.format(office=office, body=_SECTIONS)) == [office] * 3


@pytest.mark.parametrize(
    "text",
    [
        "2025年运行情况\n\n来源：江州晚报\n\n{body}",
        "2025年运行情况\n\n原创茶咖观察局　2025-08-29\n\n{body}",
        "江州电子股份有限公司2025年运行情况的公告\n\n{body}\n\n江州电子股份有限公司董事会\n2026年3月5日",
        "2025年运行情况\n\n江州市融媒体中心　2026年3月5日\n\n{body}",
        "一周快讯\n\n记者从江州市总工会获悉，覆盖面扩大。\n\n【公司】参保人数为512万人，增长1.2%。\n\n全年收入达86亿元。",
    ],
)
def test_a_paper_an_account_and_a_firm_are_not(origins, text):
    assert origins(text.format(body=_SECTIONS)) == [None] * 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("斯坦福大学AI指数报告", "斯坦福AI指数"),
        ("弗若斯特沙利文", "沙利文"),
        ("CNNIC", "中国互联网络信息中心"),
        ("某机构", None),
        ("最新", None),
    ],
)
def test_names_as_a_reader_would_write_them(text, name):
    assert origin_name(text, default_registers()) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a report holds to the end of its paragraph, a speech for what leans on it
        (
            "据农业农村部监测，猪肉每公斤18元。牛肉每公斤66元。\n\n养殖户算账，一头亏128元。",
            ["农业农村部", "农业农村部", None],
        ),
        ("研究机构IDC今天公布，出货6840万支，年减0.5%。三星市占19%。", ["IDC", "IDC", "IDC"]),
        ("民政部日前发布的公报显示，老年人口3亿人。床位合计799万张。", ["民政部", "民政部"]),
        ("国家邮政局的口径是，业务量完成168亿件；收入1229亿元。", ["国家邮政局", "国家邮政局"]),
        ("赛迪顾问预测，2026年规模达1万亿元。海锂科技的产能为3万吨。", ["赛迪顾问", None]),
        # another origin, and whoever is not named, end it
        ("Counterpoint的报告称，份额为18%。而IDC口径下，总量为6980万台。", ["Counterpoint", "IDC"]),
        ("据京东数据，均价5860元。据说占比已到四成。", ["京东", None]),
        ("鹏远研究院指出，只有12%开工。我们的判断是：价格会降到25元。", ["鹏远研究院", None]),
        ("江州市统计局公布，产值达30亿元。某县试验田亩产812公斤。", ["江州市统计局", None]),
        ("IDC说出货7590万台，Canalys说是7480万台。两者差了110万台。", ["IDC", "Canalys", None]),
        # persons, with their posts
        ("通途快递董秘何嘉透露，公司有转运中心78个。", ["何嘉"]),
        ("招联首席研究员董希淼认为，或降准50个基点。", ["董希淼"]),
        ("“单这一项就压低两个百分点。”证券分析师黎书航说。", ["黎书航"]),
        # lead-ins: the head of an item, of a list, of the paragraph behind it
        ("1）IDC：三季度出货5490万台。\n\n2）某厂裁员三成。", ["IDC", None]),
        (
            "据中汽协数据，各家销量（单位：万辆）如下：\n- 甲：12\n- 乙：9\n\n两家合计21万辆。\n\n公司赚了3亿元。",
            ["中国汽车工业协会"] * 3 + [None],
        ),
        (
            "据农业农村部监测，指数为124。\n\n分品种看：\n\n- 猪肉18元\n- 牛肉66元\n\n28种里18种涨。",
            ["农业农村部"] * 5,
        ),
        # a quotation ends with its quotes, and she goes on
        ("主席谢咏仪接受访问时说，「生意升三成」。店铺有20间。", ["谢咏仪", None]),
        ("主席谢咏仪接受访问时说，「生意升三成」。她估计，全年升3%。", ["谢咏仪", "谢咏仪"]),
        ("“票价松动了4%，”东岚董事长魏东明说，“客座率有82%。”", ["魏东明", "魏东明"]),
        ("主席谢咏仪接受访问时说，「生意升三成」。据她讲，店铺有20间。", ["谢咏仪", "谢咏仪"]),
        # a title that names the origin
        (
            "10月失业率3.4%　主计总处：稳定\n\n主计总处今日公布，就业人数1164万人。\n\n失业者有10万人。",
            ["行政院主计总处"] * 3,
        ),
        ("彭博社计算，港口处理了630万个货柜。", ["彭博"]),
        ("伯恩斯坦认为支出为1260亿美元；SEMI去年12月给的数是1330亿美元。", ["伯恩斯坦", "SEMI"]),
        ("高盛将旭鼎目标价升至1,988元；美银则由1,960元升至2,150元。", ["高盛", "美银", "美银"]),
        # no origin: how something is counted, or foreseen
        ("按经营单位所在地分，城镇零售额40021亿元。", [None]),
        ("市场规模预计达300亿元。", [None]),
    ],
)
def test_reach(origins, text, expected):
    assert origins(text, default_registers()) == expected


def test_a_report_made_public_at_the_opening_holds_throughout(origins):
    text = "10月31日，省统计局发布居民时间利用调查结果。\n\n居民睡觉9小时。\n\n每10人中有3人读书。"
    assert set(origins(text)) == {"省统计局"}
    own = text + "我们的判断是，这一比例会升到五成。"
    assert origins(own)[-1] is None


def test_a_note_names_the_origin_of_the_table_above(origins):
    text = (
        "| 厂商 | 出货量（万台） |\n|---|---|\n| 甲 | 12 |\n| 乙 | 9 |\n\n来源：IDC中国\n\n两家合计占三成。"
    )
    assert origins(text, default_registers()) == ["IDC", "IDC", "IDC"]


@pytest.mark.parametrize(
    "text", ["数据显示，销量为20万辆。", "该报告指出，占比三成。", "上述机构预计增长5%。"]
)
def test_what_points_back_is_no_mention(text):
    assert not find_mentions(text, registers=default_registers())
