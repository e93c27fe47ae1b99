"""What a whole text is about, from its title and what the body repeats of it."""

import pytest

from kaoju.registers import EMPTY
from kaoju.subjects.theme import Theme, find_theme
from kaoju.text.load import load_documents
from kaoju.text.normalize import normalize
from kaoju.text.segment import segment


@pytest.fixture
def theme(tmp_path):
    def _theme(text):
        path = tmp_path / "text.txt"
        path.write_text(text, encoding="utf-8")
        documents, _ = load_documents([str(path)])
        return find_theme(segment(normalize(documents[0])), EMPTY)

    return _theme


@pytest.mark.parametrize(
    ("title", "lead", "expected"),
    [
        (
            "北辰光电一季报点评：毛利率回升",
            "北辰光电（688123）公布业绩，营收3亿元。",
            Theme("北辰光电", "company"),
        ),
        # filings and reports name it in the title alone
        (
            "云栖酒店产业信托（单位编号：01886）",
            "期内总租金收入为3亿元。",
            Theme("云栖酒店产业信托", "company"),
        ),
        ("云栖康大药房连锁股份有限公司招股说明书", "公司拥有门店21家。", Theme("云栖康大药房", "company")),
        (
            "二零二六年首季营运数据",
            "本公告由云栖电源科技有限公司（「本公司」，连同附属公司统称「本集团」）作出。总出货量为9.8吉瓦。",
            Theme("云栖电源科技", "company"),
        ),
        (
            "内幕消息",
            "华为技术有限公司（「本公司」，连同附属公司统称「本集团」）谨此公布，总出货量为9.8吉瓦。",
            Theme("华为技术", "company"),
        ),
        ("云栖地铁三季报：每天587万人次", "三季度运营简报昨晚挂网。", Theme("云栖地铁", "company")),
        ("关于青屿区2025年1—9月预算执行情况的简报", "全区收入286.4亿元。", Theme("青屿区", "place")),
        ("青屿市去年经济运行平稳", "青屿市统计局数据显示，全市生产总值4836亿元。", Theme("青屿市", "place")),
        (
            "一图读懂丨青屿前7月用电",
            "青屿省能源局公布了全省电力情况，用电量72亿千瓦时。",
            Theme("青屿省", "place"),
        ),
        (
            "岚音Q7 Pro评测：续航惊喜",
            "岚音Q7 Pro于11月发布，重213克，手感不错。",
            Theme("岚音Q7 Pro", "product"),
        ),
        # a theme ends before the verb of its title
        ("云栖博物馆发布年度报告", "云栖博物馆去年接待观众318万人次。", Theme("云栖博物馆", "company")),
        ("云栖航空运营数据", "云栖航空旅客周转量同比增长8.9%。", Theme("云栖航空", "company")),
        ("云栖港完成扩建", "云栖港吞吐量86万标箱。", Theme("云栖港", "body")),
        # an office that heads a circular tells the figures of its place
        (
            "青屿省交通运输厅",
            "青屿省交通运输厅对各地进行了评估。全省公路里程12万公里。",
            Theme("青屿省", "place"),
        ),
        ("青屿市教育局", "青屿市教育局印发通知。学校应配备教师120名。", None),
        # an office that only tells the figures of others is none
        ("云栖航运交易所：运价走低", "据云栖航运交易所数据，欧洲航线运价跌了3%。", None),
        ("9月新能源车零售再创新高", "9月新能源车零售129万辆，同比增长15%。", None),
        ("三季度全球手机市场回暖", "三季度全球手机出货3.2亿部，增长2.6%。", None),
    ],
)
def test_theme(theme, title, lead, expected):
    assert theme(f"{title}\n\n{lead}\n") == expected


def test_a_short_name_in_a_notice_is_the_theme(theme):
    assert theme(
        "证券代码：688123　证券简称：北辰光电　公告编号：2025-061\n\n本公司董事会保证内容真实。\n"
    ) == Theme("北辰光电", "company")
