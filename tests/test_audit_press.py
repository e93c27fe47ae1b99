"""Relations as the press tells them: each once right, once wrong, and wordings that must raise no alarm."""

from __future__ import annotations

import pytest

from kaoju.corpus import Text
from kaoju.records import Document, Finding, Source, Status


def findings(raw: str) -> tuple[Finding, ...]:
    return Text(Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt", date="2025-11-20"))).findings


def alarms(raw: str) -> list[str]:
    return [f.explanation for f in findings(raw) if f.status is not Status.HOLDS]


@pytest.mark.parametrize(
    "raw",
    [
        # an ordinal that begins a list of names is no first place
        "第一、第二、第三产业增加值占GDP的比重分别为6.8%、40.1%、53.1%。",
        # rates told between amounts do not shift a list of shares against them
        "全市生产总值3216.1亿元。第一产业增加值217.3亿元，增长4.7%；第二产业增加值1288.7亿元，增长5.0%；第三产业增加值1710.1亿元，增长3.6%。三次产业占GDP的比重分别为6.8%、40.1%、53.1%。",
        # the total of a share was told; exports are another amount
        "前三季度进出口总值22.28万亿元，增长9.9%。其中，出口11.86万亿元，进口10.42万亿元。\n对欧洲进出口3.06万亿元，占中国外贸总值的13.8%。",
        # two shares of two amounts told with a stroke
        "全市商品房成交930套/76458平方米。其他类型，成交24套/1279平方米，分别占全市的2.58%和1.67%。",
        # shares with amounts between them, the last one the rest
        "累计产量达70.6GWh，其中三元电池39.2GWh，占总产量比55.5%；磷酸铁锂电池28.0GWh，占总产量比39.7%；其他材料电池占比4.8%。",
        # the highest price paid is no mean price
        "公司已回购股份5,630,404股，支付的总金额为30,489,026.56元，最高成交价为5.99元/股，最低成交价为5.10元/股。",
        # the points belong to the pace told right before them
        "网上零售占比由2016年的6.2%提高到2017年的7.9%；实体零售额比上年增长8.4%，增速比上年提高0.6个百分点。",
        "网上零售占比由2016年的6.2%提高到2017年的7.9%；2017年，家用电器类商品零售额比上年增长9.3%。",
        # a rate of change behind a margin of its own
        "毛利率由去年同期的53%提升至56% 分业务板块表现 - 增值服务业务营收同比增长16%至959亿元",
        # what helped is no part of what was helped
        "营业利益111.18亿元，加上业外收益挹注35.26亿元，带动税后净利达149.8亿元。",
        # 更加 and 更新 compare no figures
        "空调零售额同比增长32.6%，冰洗产品更新换代更加明显（冰箱零售额增长9.8%，洗衣机零售额增长11.4%）。",
        # what was spent less may be more than what is left; a share is no level, and its whole has not changed
        "基金支出累计完成5308万元,完成预算数24710万元的21.5%,比上年减支27580万元,下降83.9%。",
        "支出累计完成107752万元,完成预算数257288万元的41.9%,比上年减支9240万元,下降7.9%。",
        # margins are of what was told before them
        "归属股东净利润12.21亿元。期内营业收入50.43亿。净利率为24.60%。至于第三季度,归母净利润4.11亿元,实现营业总收入19.90亿元,净利率为20.99%。",
        # shares of two wholes make no hundred
        "超额配售256.1250万股,占启用前发行股份数量的15.00%,占启用后发行股份数量的13.04%;网上发行数量1,622.1250万股,占启用前发行股份数量的95.00%,占启用后发行股份数量的82.61%。",
        # 出口总值 is not 进出口总值; a change of another measure leads to the share
        "前8个月,进出口总值27.08万亿元。其中出口15.47万亿元。进口11.61万亿元。\n前8个月,民营企业进出口14.33万亿元,占外贸总值的52.9%。其中,出口9.74万亿元,增长6.3%,占出口总值的63%;进口4.59万亿元,占进口总值的39.5%。",
        "地方一般公共预算收入479.89亿元,同比增长45.8%,税收收入增长66.4%,占地方一般公共预算收入比重为80.5%。\n地方一般公共预算支出949.49亿元。",
        # households use power besides the three industries
        "10月份,全社会用电量7742亿千瓦时,同比增长4.3%。分产业看,第一产业用电量106亿千瓦时;第二产业用电量5337亿千瓦时;第三产业用电量1367亿千瓦时。城乡居民生活用电量932亿千瓦时。",
        # a list that no slip would complete stays open
        "全区收入56033万元。其中:国税部门完成22891万元,增长39.08%;地税部门完成26131万元,增长52.42%。",
        "收入累计完成316580万元。其中:税收收入238998万元;非税收入77582万元;政府性基金收入1616万元;资本收入1868万元。",
        # three sorts of firms: some neither grew nor shrank
        "共计1,026家公司申报营收。其中成长公司共608家,衰退公司共401家。",
        # a step of another thing behind the semicolon; a part that is told by its cause
        "冬小麦播种面积22602千公顷,增加79千公顷,增长0.3%;夏杂粮面积增加约73千公顷,增长1.5%。",
        "夏粮因单产提高增产粮食262万吨。西南四省共增产夏粮186万吨,约占全国夏粮增产总量的60%。",
        # 其中 speaks of what was told right before, and a number of shares that a condition would make is no whole yet
        "证交所表示，包括972家本国上市公司，以及89家第一上市公司，共计1061家，皆已申报。\n前11月全体上市公司营收总计42兆9819亿元，其中营收成长公司542家，衰退公司519家。",
        "战略配售股份合计341.50万股，占本次发行规模的20.00%。若全额行使，则发行总股数将扩大至1,963.6250万股。",
        # two measures, both rounded from what nobody printed
        "总产量13659.6万吨(2731.9亿斤),比2013年增产474.8万吨(94.9亿斤)。",
        # the first rate of a list is of the time of the first amount
        "2025年11月，恒曜科技股价上涨。外资预估公司今、明两年每股盈利分别为36.8元、54.6元，年增率各为65.2%、48.4%。",
        # rows of another table, and lines with strokes that are none
        "记者 | 王某 | 北京\n公司收入100亿元,上年为90亿元,同比增长11.1%。",
    ],
)
def test_no_alarm(raw: str) -> None:
    assert alarms(raw) == []


VENDORS = "第一名甲，出货量4150万台，份额42%。第二名乙，出货量1810万台，份额{}。第三名丙，出货量1640万台，份额16.6%。第四名丁，出货量970万台，份额9.8%。"
SIDES = "全市生产总值1077.9亿元。第一产业增加值72.8亿元；第二产业增加值460.6亿元；第三产业增加值544.5亿元。三次产业结构为{}。"


@pytest.mark.parametrize(
    ("form", "kind", "right", "wrong"),
    [
        # fellows: three that agree convict the fourth
        (VENDORS, "share", "18.3%", "28.3%"),
        # structures: terms that make a hundred, each the share of its side
        (SIDES, "parts_sum", "6.8:42.7:50.5", "6.8:52.7:50.5"),
        (SIDES, "share", "6.8:42.7:50.5", "6.8:50.5:42.7"),
        ("三次产业比例由8.7:44.4:46.9调整为{}。", "parts_sum", "8.1:44.6:47.3", "8.1:44.6:57.3"),
        # sides that leave no third
        ("9月，全国财政收入9953亿元，增长6.3%。其中，中央财政收入4482亿元；地方财政收入{}亿元。", "parts_sum", "5471", "4471"),
        ("贸易总额756.3亿美元。其中，出口395.5亿美元，增长26.9%；进口{}亿美元，增长46.1%。", "parts_sum", "360.8", "460.8"),
        (
            "全社会用电量6631亿千瓦时。分产业看，第一产业用电量68亿千瓦时；第二产业用电量4615亿千瓦时；第三产业用电量{}亿千瓦时；城乡居民生活用电量930亿千瓦时。",
            "parts_sum", "1018", "1218",
        ),
        ("总装车量56.9GWh。按车型分，乘用车和商用车装车量分别为33.1GWh和{}GWh。", "parts_sum", "23.8", "20.8"),
        ("零售总额251.12亿元，增长7.3%。按消费类型分，商品零售{}亿元；餐饮收入41.07亿元。", "parts_sum", "210.05", "310.05"),
        ("从收入分类来看，预算收入完成28583万元。从收入分类来看，税收收入完成11136万元；非税收入完成{}万元。", "parts_sum", "17447", "19447"),
        # the part and the whole of a share, by their names
        ("非公有制经济实现增加值958.8亿元，增长8.9%。非公有制经济占全市经济的比重为{}。全市生产总值1605.1亿元。", "share", "59.7%", "79.7%"),
        ("进出口总值23.12万亿元。对东盟、欧盟、美国进出口分别为3.38万亿元、3.23万亿元、2.82万亿元，其中，东盟为第一大贸易伙伴，占我国外贸总值的{}。", "share", "14.6%", "17.6%"),
        ("总出货量3567.4万部。国产品牌手机出货量3218.3万部，占同期手机出货量的90.2%。智能手机出货量3351.6万部，占同期手机出货量的{}。", "share", "94.0%", "74.0%"),
        ("全年装车量56.9GWh。三元电池和铁锂电池装车量分别为33.1GWh和22.2GWh，占总装车量的比重分别为58.2%和{}。", "share", "39.0%", "49.0%"),
        # half-width punctuation, as web pages have it
        ("全区生产总值3193.1亿元,其中,第三产业增加值3100.4亿元,增长7.7%,占全区经济总量的97.1%;第二产业增加值92.6亿元,占全区经济总量的{}。", "share", "2.9%", "3.9%"),
        # margins of a firm by name, with the terms in other paragraphs
        ("智联第二季营业收入净额为1557.3亿元。\n智联第二季净利为356.12亿元。\n智联第二季营业毛利为767.64亿元，单季毛利率为{}。", "margin", "49.3%", "59.3%"),
        # per unit: each part of a sentence has figures of its own
        ("本周成交930套/76458㎡，均价53060元/㎡，总金额{}亿元，套均436.2万元；上周成交1325套/104390㎡，均价52774元/㎡。", "rate_total", "40.57", "50.57"),
        # what a change is measured against, and what it is a change of
        ("去年5月营收171.89亿元，今年5月的244.33亿元较之增加{}亿元，增长42.14%。", "difference", "72.44", "92.44"),
        ("今年5月营收244.33亿元，较去年5月的171.89亿元增加72.44亿元；较4月的227.96亿元增加{}亿元。", "difference", "16.37", "13.37"),
        ("外销订单535.0亿美元，比上年同月增加80.2亿美元，增加率{}。", "growth", "17.6%", "27.6%"),
        # sums by name
        ("三座工厂年产能分别为10万辆、8万辆和5万辆，合计{}万辆。", "parts_sum", "23", "25"),
        ("全年现金分红3.99亿元，股份回购金额1.47亿元，现金分红和回购金额合计{}亿元。", "parts_sum", "5.46", "7.46"),
        ("出口6407.5亿美元、进口4836.1亿美元，双双刷新纪录，出超{}亿美元。", "difference", "1571.4", "1971.4"),
        # a share told between an amount and its change
        ("保有量达344万辆，占汽车总量的1.37%，与去年年底相比，增加83万辆，增长{}。", "growth", "31.8%", "41.8%"),
        ("预算收入完成28583万元，占调整预算的105%，同比增长{}，增收2798万元。", "growth", "10.85%", "13.85%"),
        ("全市支出完成372037万元，较上年同期增长9.66%，增支{}万元。", "growth", "32770", "37270"),
        ("全体公司营收3兆9,154亿元，较去年同期成长4,163亿元（{}）。", "growth", "11.9%", "19.1%"),
        ("年末常住人口227.0万人，比上年增加{}万人，增长0.7%。", "growth", "1.6", "6.1"),
        ("盈利为港币三十亿四千八百万元，较去年同期之港币五十四亿四千一百万元，减少港币{}或44%。", "difference", "二十三亿九千三百万元", "二十九亿三千三百万元"),
        # one amount in two measures
        ("小麦产量13434万吨（{}亿斤），比2020年增加258.9万吨（51.8亿斤）。", "ratio", "2687", "2867"),
        ("夏粮单产5515.7公斤/公顷（{}公斤/亩），播种面积2643.8万公顷。", "ratio", "367.7", "376.7"),
        # classes behind 具体分类来看, with a rate told beside each
        ("不良贷款余额为4788亿元，不良贷款率为0.95%。\n具体分类来看，大型银行不良贷款余额为{}亿元，不良贷款率为1%，股份制银行不良贷款余额为743亿元，不良贷款率为0.7%，城市商业银行不良贷款余额为424亿元，农村商业银行不良贷款余额为487亿元，外资银行不良贷款余额为63亿元。", "parts_sum", "3070", "3700"),
        # a slip of the pen tells that a list was meant to be complete
        ("全区收入完成56033万元。其中：国税部门完成22891万元，增长39.08%；地税部门完成{}万元，增长52.42%；财政部门完成4483万元。", "parts_sum", "28659", "26859"),
        ("9月交付40,256辆，同比增长36.8%。其中甲型交付18,420辆，乙型交付15,306辆，丙型{}辆。", "parts_sum", "6,530", "7,530"),
        ("累计使用募集资金41,260.80万元，其中置换自筹资金12,430.20万元，直接投入项目{}万元，尚未使用的余额为35,838.70万元。", "parts_sum", "28,830.60", "28,380.60"),
        ("门店总数从年初的1286家变成1341家，一季度净增55家，其中直营店418家、加盟店{}家。", "parts_sum", "923", "932"),
        # any measure word behind 每 tells what the price is of
        ("核桃每箱96元，卖出40箱，收入{}元。", "rate_total", "3840", "3480"),
        ("民宿每间380元，入住52间，收入{}元。", "rate_total", "19760", "17960"),
        # what is left after taking, and a list that its bracket closes
        ("公司净利润为6,318.47万元，非经常性损益合计1,201.64万元（其中，政府补助1,046.20万元、理财收益155.44万元），扣除后净利润为{}万元。", "parts_sum", "5,116.83", "5,216.83"),
        ("收入累计完成316580万元。其中：税收收入238998万元；非税收入{}万元；政府性基金收入1616万元；资本收入1868万元。", "parts_sum", "77582", "75782"),
        ("发行费用总额：7,850.77万元，明细如下：承销费{}万元，保荐费400.00万元，审计费164.00万元，律师费148.00万元，印刷费303.77万元。", "parts_sum", "6,835.00", "6,385.00"),
        # the last side opens the next sentence
        ("10月份，全社会用电量7742亿千瓦时。分产业看，第一产业用电量106亿千瓦时；第二产业用电量{}亿千瓦时；第三产业用电量1367亿千瓦时。城乡居民生活用电量932亿千瓦时。", "parts_sum", "5337", "5733"),
        # what opens a paragraph is what is sorted in it
        ("零售总额251.12亿元。按消费类型分，商品零售210.05亿元；餐饮收入41.07亿元。按所在地分，城镇零售额194.5亿元；乡村零售额{}亿元。", "parts_sum", "56.62", "65.62"),
        # counts of one measure word
        ("包括{}家本国上市公司，以及89家第一上市公司和创新板公司，共计1061家上市公司，皆已完成申报。", "parts_sum", "972", "927"),
        ("共计1,053家公司完成申报。\n9月营收成长公司共{}家、衰退公司共477家。", "parts_sum", "576", "567"),
        # figures in twos
        (
            "新能源汽车产销分别完成45.7万辆和45万辆，同比分别增长1.3倍和1.2倍。其中纯电动汽车产销分别完成37.2万辆和{}万辆；插电式混合动力汽车产销分别完成8.5万辆和8.9万辆；燃料电池汽车产销均完成150辆。",
            "parts_sum", "36.1", "31.6",
        ),
        ("新能源汽车产销分别完成1134.5万辆和1126.2万辆。\n新能源汽车国内销量1012.1万辆，同比增长40.3%；新能源汽车出口{}万辆。", "parts_sum", "114.1", "141.1"),
        # shares: of amounts told before in words of their own, of what 其中 opens, of a market told at the end
        ("进出口总值20.1万亿元。外商投资企业进出口6.16万亿元，国有企业进出口3.29万亿元，分别占进出口总值的30.7%和{}。", "share", "16.4%", "14.6%"),
        ("全区一般公共预算支出98240万元，完成年初预算的48.99%。其中，全区民生支出80242万元，占到公共财政预算支出的{}。", "share", "81.68%", "86.18%"),
        ("甲公司出货量为5040万部，占据了{}的市场份额。\n乙公司出货量为4430万部，占据了13.3%的市场份额。\n整体来看，全球手机在该季度的出货量为3.3312亿部。", "share", "15.1%", "18.1%"),
        ("货物贸易进出口总值23.6万亿元。\n甲。\n乙。\n丙。\n丁。\n民营企业进出口11.8万亿元，占外贸总值的{}。", "share", "50%", "55%"),
        # definitions: the term that is named in full, the terms of the items of a list
        ("收入103.2亿元，升18.5%；毛利{}亿元，跌1.8%；销售成本增21.1%至93.7亿元；融资成本降28.2%至8290.2万元。", "difference", "9.5", "5.9"),
        ("4、募集资金总额150,000万元。\n5、发行费用总额7,850.77万元。\n6、募集资金净额{}万元。", "difference", "142,149.23", "142,419.23"),
        ("本次公开发行3350.00万股A股，占发行后总股本25.0336%，每股发行价18.00元，募集资金总额{}万元，净额51747.82万元。", "rate_total", "60300.00", "63000.00"),
        # trade: the sides of the stretch that the balance names
        ("7月出口达566.8亿美元，年增42%。累计1至7月出口3399.4亿美元。\n7月进口为423.4亿美元。1至7月进口累计达2698.9亿美元。\n7月份贸易顺差达{}亿美元。", "difference", "143.4", "134.4"),
        ("出口241.2亿美元，进口205.1亿美元；出入相抵，出超{}亿美元。\n对大陆及香港出口达96亿美元。", "difference", "36.1", "31.6"),
        # tables without a stroke in front, and columns of months
        ("品牌 | 10月交付(辆) | 9月交付(辆) | 环比\n甲车 | 42000 | 40000 | 5.0%\n乙车 | 31500 | 30000 | 5.0%\n丙车 | 20000 | 16000 | {}", "growth", "25.0%", "35.0%"),
        ("厂商 | 出货量(万台) | 市场份额\n甲 | 500 | 25.0%\n乙 | 300 | {}\n其他 | 1200 | 60.0%\n合计 | 2000 | 100%", "share", "15.0%", "18.0%"),
        ("| 指标 | 九个月 | ||\n| 2016年 | 2015年 | 变动 | |\n| 销量(吨) | 587,176 | 563,230 | {} |\n| 产量(吨) | 600,000 | 500,000 | +20.0% |", "growth", "+4.3%", "+8.3%"),
    ],
)  # fmt: skip
def test_relations(form: str, kind: str, right: str, wrong: str) -> None:
    assert kind in {f.kind for f in findings(form.format(right)) if f.status is Status.HOLDS}
    assert not [f for f in findings(form.format(right)) if f.status is Status.FAILS]
    assert kind in {f.kind for f in findings(form.format(wrong)) if f.status is Status.FAILS}


@pytest.mark.parametrize(
    "raw",
    [
        # two fellows that disagree convict nobody
        "甲出货量4150万台，份额42%。乙出货量1810万台，份额28.3%。",
        # a mixture and a score are no shares
        "三种原料的比例为1.5:2.5:3.5。", "两队比分为3:2:1，用时1.5小时。",
        # a total told of that part alone, and members of one list, are no wholes
        "电子产品出口3763.7亿美元，占总出口比重73.2%，其中，资通产品出口1962.8亿美元，占总出口比重38.2%。",
        "四类收入依次为23.81亿元、3.64亿元、2.65亿元、2.97亿元，占营业收入的72.0%、11.0%、8.0%、9.0%。",
        # the first of the parts was told sentences before
        "中国大陆这个季度占28%，折成钱大约5.2亿美元。韩国占26%，台湾地区占24%，剩下22%是美、日、欧。",
        # the rate was measured on a base of its own
        "收入（同口径）完成30161万元，同比增长14.6%，增收4376万元。",
        # cars sold abroad and brought in are not all cars
        "全国汽车销量100万辆。其中，出口10.5万辆；进口2.1万辆。",
        "全社会用电量6631亿千瓦时。其中，第二产业用电量4615亿千瓦时；居民生活用电量930亿千瓦时。",
    ],
)  # fmt: skip
def test_new_relations_stay_silent(raw: str) -> None:
    assert alarms(raw) == []
