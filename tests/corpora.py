"""Other documents to make a book of: another field, Simplified and Traditional, without a number, and hostile."""

from __future__ import annotations

RLO, PDF = "\u202e", "\u202c"

CARS = {
    "sales.txt": (
        "十月新能源汽车销量观察\n\n2025年10月，国内新能源汽车零售销量为128.2万辆，同比增长7.3%，渗透率达到57.2%。"
        "其中，远山汽车销量为44.2万辆，市场份额约为34.5%。业内人士预计，全年销量将超过1300万辆。\n"
    ),
    "maker.md": (
        "# 远山汽车公布三季报\n\n**发布日期：** 2025-10-30\n\n"
        "公司前三季度营业收入为5663亿元，同比增长12.8%，毛利率为17.9%。"
        "10月销量为44.2万辆，是国内首家年产量突破1000万辆的新能源车企。\n"
    ),
    "hongkong.txt": (
        "電動車出口再創新高\n\n十月電動車出口23.5萬輛，按年升近一倍。遠山汽車海外銷量超過8萬輛，佔其總銷量約18%，"
        "管理層預期明年海外銷量可達150萬輛。\n"
    ),
}
# Tries to break out of every place in which a page shows it.
HOSTILE = {
    "hostile.md": (
        "# <script>window.pwned=1</script>2025年<img src=x onerror=window.pwned=2>汽车\n\n"
        '**作者：** "><svg onload=window.pwned=3>\n**发布日期：** 2025-10-30\n\n'
        '2025年10月，<b onmouseover="window.pwned=4">远山汽车</b>销量为44.9万辆，同比增长12%。\n\n'
        "10月</p></div></article></main><img src=x onerror=window.pwned=5>新能源汽车市场份额为34.5%，全年营收为5663亿元。\n\n"
        "[点此](javascript:window.pwned=6)查看数据，2025年<a href=javascript:window.pwned=7>营收</a>为1.2万亿元，"
        '是全球首家\'"><iframe srcdoc="<img src=x onerror=parent.pwned=8>">达到100%的车企。\n\n'
        "</textarea></title></style></script><!-- 海山汽车2025年10月销量为20万辆，{glue}`brief` {{7*7}} `${window.pwned=9}`\n\n"
        "```{raw} html\n<script>window.pwned=10</script>\n```\n\n"
        f"远山汽车2025年产量为{RLO}44.2{PDF}万辆，销量为{RLO}30万辆。\n"
        "白山汽车的毛利率为17.9%[(1)](javascript:window.pwned=11)，净利率为5%"
        '[(2)](http://example.com/"onmouseover="window.pwned=12)。\n\n'
        "## 参考资料\n\n[1] <img src=x onerror=window.pwned=13> javascript:window.pwned=14\n"
        '[2] 白山汽车 http://example.com/"onmouseover="window.pwned=15\n'
    ),
}
CORPORA = {
    "hostile": CARS | HOSTILE,
    "one": {"sales.txt": CARS["sales.txt"]},
    "wordless": {"poem.txt": "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n"},
}
